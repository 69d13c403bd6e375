import type { Exported } from '../../export/model.ts';
import { writeFileWhole } from '../stream/write-file-whole.ts';

/**
 * Writes an export to the file that was named, and what CloudFormation is to import beside it.
 * @returns the names of the files
 * @throws usage UnwritableFile
 */
export async function writeExport(file: string, { text, importList }: Exported): Promise<string[]> {
  await writeFileWhole(file, text);
  if (importList === null) return [file];
  const beside = `${file.replace(/\.(ya?ml|json|template)$/, '')}.import.json`;
  await writeFileWhole(beside, importList);
  return [file, beside];
}
