/** Size of the picture that the text is laid over. */
export interface AssPicture {
  readonly width: number;
  readonly height: number;
}

// Braces begin commands and a backslash a line break or a command; not every player has an escape for them, so they
// are replaced by their full-width forms. Whatever a reader of lines may take for an end of line becomes a space, and
// marks that turn the direction of writing go, since they would turn what follows on the screen as well.
const wide: Readonly<Record<string, string>> = { '{': '\uff5b', '}': '\uff5d', '\\': '\uff3c' };
const MOST_CHARACTERS = 200;

/** Text of other people's making as plain text of an ASS event, on one line. */
export const assText = (text: string): string => {
  const plain = text
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff]/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ')
    .replace(/[{}\\]/g, (mark) => wide[mark] ?? '')
    .trim();
  const characters = [...plain.slice(0, MOST_CHARACTERS * 2)];
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS).join('')}…`
    : characters.join('');
};

const two = (value: number): string => String(value).padStart(2, '0');

const assTime = (ms: number): string => {
  const hundredths = Math.max(0, Math.floor(ms / 10));
  const seconds = Math.floor(hundredths / 100);
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
};

/** The beginning of an ASS file: one style, at the bottom left, lines above one another. */
export const assHeader = ({ width, height }: AssPicture): string => {
  const size = Math.round(Math.min(width, height) / 24);
  const margin = Math.round(size * 0.8);
  const right = Math.round(width * 0.25);
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    'WrapStyle: 0',
    'Collisions: Normal',
    'ScaledBorderAndShadow: yes',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: Chat,sans-serif,${size},&H00FFFFFF,&H00FFFFFF,&H40000000,&H80000000,0,0,0,0,100,100,0,0,1,2,1,1,${margin},${right},${margin},1`,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    '',
  ].join('\n');
};

/** One line on the screen: who, and what; times in milliseconds. Empty where nothing is left to show. */
export const assEvent = (start: number, end: number, name: string, text: string): string => {
  const what = assText(text);
  const who = assText(name);
  if (what === '') return '';
  return `Dialogue: 0,${assTime(start)},${assTime(end)},Chat,,0,0,0,,{\\b1}${who}{\\b0} ${what}\n`;
};
