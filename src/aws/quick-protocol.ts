import { readPlainXml } from './plain-xml.ts';
import { AwsEc2QueryProtocol, XmlShapeDeserializer } from './sdk.ts';

/** The SDK's reading of answers, with the XML taken apart faster: a region's answers are megabytes. */
class QuickDeserializer extends XmlShapeDeserializer {
  protected override parseXml(xml: string): unknown {
    return readPlainXml(xml) ?? super.parseXml(xml);
  }
}

/** EC2's own protocol, to be given to a client as its `protocol`. */
export class QuickEc2Protocol extends AwsEc2QueryProtocol {
  constructor(options: AwsEc2QueryProtocol['options']) {
    super(options);
    this.deserializer = new QuickDeserializer(this.deserializer.settings);
  }
}
