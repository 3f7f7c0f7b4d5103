import { type ZipFile, zipOf } from './zip.js';

interface Sheet {
  readonly name: string;
  /** What stands within `<sheetData>`. */
  readonly rows: string;
  readonly below?: string;
}

/** A workbook as ECMA-376 describes it, and no more of it than a test needs. */
export const xlsxOf = (
  sheets: readonly Sheet[],
  {
    strings = [],
    styles = '',
    more = [],
  }: { strings?: readonly string[]; styles?: string; more?: readonly ZipFile[] } = {},
): Buffer => {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relation = (id: string, target: string) => `<Relationship Id="${id}" Type="t" Target="${target}"/>`;
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${main} xmlns:r="r"><sheets>${sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${sheets.map((_, index) => relation(`r${index}`, `worksheets/sheet${index}.xml`)).join('')}${relation('s', 'sharedStrings.xml')}${relation('t', '/xl/styles.xml')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst ${main}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    },
    { name: 'xl/styles.xml', content: `<styleSheet ${main}>${styles}</styleSheet>` },
    ...sheets.map(({ rows, below = '' }, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      content: `<worksheet ${main}><sheetData>${rows}</sheetData>${below}</worksheet>`,
    })),
    ...more,
  ]);
};
