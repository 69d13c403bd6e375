import { stackNameOf } from '../../export/cloudformation/cloudformation.ts';
import type { Exported, ExportFormat, ExportModel } from '../../export/model.ts';
import type { CommandReference } from '../../remedy/command.ts';
import { aws } from '../../remedy/command.ts';
import { formatCount, formatList } from '../../words.ts';
import { formatterFor, type Style } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { type Next, nextLines } from './next.ts';

/** What is said of an export that went to a file. */
export function exportText(
  {
    format,
    model,
    exported,
    files,
  }: {
    readonly format: ExportFormat;
    readonly model: ExportModel;
    readonly exported: Exported;
    readonly files: readonly string[];
  },
  style: Style,
): string {
  const formatter = formatterFor(style);
  const { resources } = exported;
  const count = resources.length === 0 ? 'Nothing to declare' : formatCount(resources.length, 'resource');
  const wrote = `Wrote ${formatList(files)}: ${count} of stack ${model.stack} in ${model.vpcId}.`;
  const next = resources.length === 0 ? null : nextOf(format, model, files);
  return joinLines(
    joinBlocks([paragraph(formatter, formatter.plain(wrote)), next === null ? [] : nextLines(formatter, next)]),
  );
}

function nextOf(format: ExportFormat, model: ExportModel, [file = '', list = '']: readonly string[]): Next {
  const commands: { readonly [F in ExportFormat]: CommandReference } = {
    terraform: { program: 'terraform', args: ['plan'] },
    cloudformation:
      model.origin === 'stack'
        ? aws('cloudformation create-change-set', {
            'stack-name': stackNameOf(model),
            'change-set-name': 'import',
            'change-set-type': 'IMPORT',
            'template-body': `file://${file}`,
            'resources-to-import': `file://${list}`,
            region: model.region,
          })
        : aws('cloudformation deploy', {
            'stack-name': stackNameOf(model),
            'template-file': file,
            region: model.region,
          }),
    'aws-cli': { program: 'sh', args: [file] },
  };
  const what = model.origin === 'stack' ? 'To see what an import would do' : 'To make it';
  return {
    what: format === 'terraform' ? 'To see what it would do, after terraform init' : what,
    command: commands[format],
  };
}
