import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainXml } from '../../../src/aws/client/plain-xml.ts';

/** What the SDK makes of a document before it looks for the members that it knows. */
class Sdk extends XmlShapeDeserializer {
  override parseXml(xml: string): unknown {
    return super.parseXml(xml);
  }
}
const sdk = new Sdk({ timestampFormat: { useTrait: true, default: 5 }, httpBindings: false } as never);

function bySdk(xml: string): unknown {
  const read = sdk.parseXml(xml);
  // The schema's name, which no operation has a member for.
  if (typeof read === 'object' && read !== null && 'xmlns' in read) delete read.xmlns;
  return read;
}

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,5}$/);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((raw) => raw.replace(/[<>&\r]/g, '')),
  fc.constantFrom('', ' ', '\n', ' \n ', 'a &amp; b', '&lt;&gt;&quot;&apos;', '&#65;&#x1F;', '&unknown;', '0', 'true'),
);
const layout = fc.constantFrom('', '\n', '\n    ');
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.tuple(name, tie('content')).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
  content: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'xml' },
    text,
    fc
      .tuple(layout, fc.array(tie('element'), { minLength: 1, maxLength: 5 }))
      .map(([gap, all]) => gap + all.join(gap) + gap),
    name.map((tag) => `<${tag}/>`),
  ),
}));
const document = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0"?>'),
    fc.array(element, { minLength: 1, maxLength: 5 }),
    layout,
  )
  .map(
    ([head, all, gap]) =>
      `${head}<Answer xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${gap}${all.join(gap)}${gap}</Answer>${gap}`,
  );

describe('plain XML', () => {
  it('is read as the SDK reads it', () => {
    fc.assert(
      fc.property(document, (xml) => {
        expect(readPlainXml(xml)).toEqual(bySdk(xml));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a page of HTML with an open title', '<html><title>500</html>'],
    ['a comment', '<a><!-- b --><c/></a>'],
    ['CDATA', '<a><![CDATA[b]]></a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['attributes inside', '<a><b c="d">e</b></a>'],
    ['text between elements', '<a>b<c/></a>'],
    ['text after the end of an element', '<a><b>c</b>d</a>'],
    ['carriage returns', '<a>\r\n</a>'],
    ['text alone', '<a>b</a>'],
    ['two outermost elements', '<a><c/></a><b><c/></b>'],
    ['a missing end', '<a><b>c</b>'],
    ['an end without a beginning', '<a/></b>'],
    ['an end with an attribute', '<a><b/></a c="d">'],
    ['a dangerous name', '<a><__proto__>b</__proto__></a>'],
    ['nothing', ''],
    ['no XML', 'Service Unavailable'],
    ['an answer that breaks off', '<a><b>c</b'],
  ])('leaves %s to the SDK', (_, xml) => {
    expect(readPlainXml(xml)).toBeNull();
  });
});
