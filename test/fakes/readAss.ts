/** An event of an ASS file; times in ms. */
export interface AssEvent {
  readonly start: number;
  readonly end: number;
  readonly style: string;
  readonly text: string;
}

const TIME = /^(\d):([0-5]\d):([0-5]\d)\.(\d\d)$/;

/** A time of ASS in ms. */
export const assMs = (time: string): number => {
  const [, hours, minutes, seconds, hundredths] = TIME.exec(time) ?? [];
  if (hundredths === undefined) throw new Error(`no time: ${time}`);
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(hundredths) * 10;
};

const fieldsOf = (line: string, count: number): string[] => {
  const parts = line.split(',');
  if (parts.length < count) throw new Error(`${parts.length} fields instead of ${count}: ${line}`);
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(',')].map((part) => part.trim());
};

const sections = ['[Script Info]', '[V4+ Styles]', '[Events]'];

/**
 * Reads an ASS file as strictly as no player does: three sections in their order, each once, every line of a kind that its
 * section knows, as many fields as its `Format` names, styles that there are. Throws at anything else. A command in braces
 * is taken out of the text, and only `\b1` and `\b0` are known.
 */
export const readAss = (file: string): { readonly width: number; readonly events: readonly AssEvent[] } => {
  if (!file.endsWith('\n')) throw new Error('the last line is torn');
  const info = new Map<string, string>();
  const styles = new Set<string>();
  const events: AssEvent[] = [];
  let format: readonly string[] = [];
  let section = -1;
  for (const line of file.slice(0, -1).split('\n')) {
    if (line === '') continue;
    if (line.startsWith('[')) {
      if (line !== sections[section + 1]) throw new Error(`unexpected ${line}`);
      section += 1;
      format = [];
      continue;
    }
    const [, key = '', value = ''] = /^([A-Za-z]+): ?(.*)$/.exec(line) ?? [];
    if (section === 0 && key !== '') info.set(key, value);
    else if (key === 'Format' && format.length === 0) format = value.split(',').map((name) => name.trim());
    else if (section === 1 && key === 'Style') styles.add(fieldsOf(value, format.length)[format.indexOf('Name')] ?? '');
    else if (section === 2 && key === 'Dialogue') {
      const fields = fieldsOf(value, format.length);
      const field = (name: string): string => fields[format.indexOf(name)] ?? '';
      const [start, end] = [assMs(field('Start')), assMs(field('End'))];
      const text = field('Text').replace(/\{\\b[01]\}/g, '');
      if (end <= start || !styles.has(field('Style'))) throw new Error(`no such event: ${line}`);
      if (/[{}\\]/.test(text)) throw new Error(`a command in a text: ${line}`);
      events.push({ start, end, style: field('Style'), text });
    } else throw new Error(`unexpected line: ${line}`);
  }
  if (info.get('ScriptType') !== 'v4.00+' || section !== 2) throw new Error('no script of version 4+');
  return { width: Number(info.get('PlayResX')), events };
};
