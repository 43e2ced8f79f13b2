const plain = [
  'Folding a paper boat in twelve steps #paper #craft',
  'Morning tea, slowly #tea',
  'This little machine waters my plants @demo.friend #diy',
  'Rain on the workshop roof',
  'How I sort a thousand screws #tidy #workshop',
  'Bread, day three 🍞 #baking',
  'Three knots everybody should know #knots',
  'The lighthouse at five in the morning 🌅',
  'A drawer that closes by itself #woodwork #diy',
  'Ten seconds of quiet',
];

const long = `${'A very long caption that goes on about tea, boats and the weather, and then about tea again. '.repeat(22)}#long #${'x'.repeat(120)}`;

/** Captions that make trouble: what names of files must survive. */
const odd: readonly string[] = [
  '',
  '👨‍👩‍👧‍👦🏳️‍🌈 family day 🫶🏽 #emoji',
  'قارب من ورق #ورق و شاي',
  'ספינת נייר קטנה #נייר',
  long,
  'CON',
  '../../../etc/passwd \\ C:\\temp <script>alert(1)</script>',
  'a/b\\c:d*e?f"g<h>i|j',
  'trailing dots and spaces . . .   ',
  '紙の船をつくる #折り紙',
  'tab\tand\nnew line and \u202Ereversed\u202C and \u0000null',
  '🇵🇦'.repeat(80),
];

/** The caption of the n-th post of an account. */
export const captionOf = (n: number): string => {
  const at = n % 5 === 2 ? odd[Math.floor(n / 5) % odd.length] : plain[n % plain.length];
  return at ?? '';
};
