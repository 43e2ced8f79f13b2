/** What bytes are, whatever the server called them. */
export type Family =
  | 'mp4'
  | 'webm'
  | 'jpeg'
  | 'webp'
  | 'png'
  | 'heic'
  | 'avif'
  | 'gif'
  | 'mp3'
  | 'm4a'
  | 'aac'
  | 'flv'
  | 'ts'
  | 'vtt'
  | 'html'
  | 'json'
  | 'unknown';

/** A family with the MIME type and the extension (without dot) that files of it carry. */
export interface Sniffed {
  readonly family: Family;
  readonly mime: string;
  readonly ext: string;
}

/** Bytes from the start of a file that are enough for {@link sniff}; transport streams repeat their mark every 188. */
export const SNIFF_BYTES = 1024;

const table: Record<Family, { mime: string; ext: string }> = {
  mp4: { mime: 'video/mp4', ext: 'mp4' },
  webm: { mime: 'video/webm', ext: 'webm' },
  jpeg: { mime: 'image/jpeg', ext: 'jpeg' },
  webp: { mime: 'image/webp', ext: 'webp' },
  png: { mime: 'image/png', ext: 'png' },
  heic: { mime: 'image/heic', ext: 'heic' },
  avif: { mime: 'image/avif', ext: 'avif' },
  gif: { mime: 'image/gif', ext: 'gif' },
  mp3: { mime: 'audio/mpeg', ext: 'mp3' },
  m4a: { mime: 'audio/mp4', ext: 'm4a' },
  aac: { mime: 'audio/aac', ext: 'aac' },
  flv: { mime: 'video/x-flv', ext: 'flv' },
  ts: { mime: 'video/mp2t', ext: 'ts' },
  vtt: { mime: 'text/vtt', ext: 'vtt' },
  html: { mime: 'text/html', ext: 'html' },
  json: { mime: 'application/json', ext: 'json' },
  unknown: { mime: 'application/octet-stream', ext: 'bin' },
};

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const avifBrands = new Set(['avif', 'avis']);
const soundBrands = new Set(['M4A ', 'M4B ', 'M4P ']);

// ISO base media: a first box `ftyp` with a major brand, a version, then compatible brands. Image files often name a
// general major brand (mif1) and tell the codec among the compatible ones only.
const isoFamily = (bytes: Uint8Array): Family | undefined => {
  if (latin1(bytes, 4, 8) !== 'ftyp') return undefined;
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const major = latin1(bytes, 8, 12);
  const brands = [major];
  for (let at = 16; at + 4 <= Math.min(size, bytes.length); at += 4) brands.push(latin1(bytes, at, at + 4));
  if (avifBrands.has(major)) return 'avif';
  if (heicBrands.has(major)) return brands.some((brand) => avifBrands.has(brand)) ? 'avif' : 'heic';
  return soundBrands.has(major) ? 'm4a' : 'mp4';
};

// MPEG audio frame: 11 sync bits, then version, layer, bitrate, rate; reserved values never occur. Layer 0 with the
// 12-bit sync is ADTS, the bare form of AAC.
const mpegAudio = (bytes: Uint8Array): Family | undefined => {
  const [a = 0, b = 0, c = 0] = bytes;
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return undefined;
  const layer = (b >> 1) & 3;
  if (layer === 0) return (b & 0xf0) === 0xf0 ? 'aac' : undefined;
  const version = (b >> 3) & 3;
  return version !== 1 && c >> 4 !== 15 && ((c >> 2) & 3) !== 3 ? 'mp3' : undefined;
};

const isTransportStream = (bytes: Uint8Array): boolean =>
  bytes.length > 188 && [0, 188, 376].every((at) => at >= bytes.length || bytes[at] === 0x47);

// A leading comment or XML prologue counts as markup: file hosts answer refusals in XML.
const markup = /^<(?:!doctype|!--|\?xml|html|head|body|script|style|title|meta|link|div|p|h1|error)\b|^<!--/i;

const textFamily = (bytes: Uint8Array): Family | undefined => {
  const text = new TextDecoder().decode(bytes.subarray(0, SNIFF_BYTES));
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return 'vtt';
  const trimmed = text.trimStart();
  if (markup.test(trimmed)) return 'html';
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:["[{\]\d-]|$))/.test(trimmed) ? 'json' : undefined;
};

// Matroska has the same first bytes and names itself otherwise in its head (RFC 8794, 9559).
const isWebm = (bytes: Uint8Array): boolean =>
  latin1(bytes, 0, 4) === '\x1a\x45\xdf\xa3' && latin1(bytes, 4, 64).includes('webm');

const binaryFamily = (bytes: Uint8Array): Family | undefined => {
  const head = latin1(bytes, 0, 12);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('FLV\x01')) return 'flv';
  if (head.startsWith('ID3')) return 'mp3';
  if (isWebm(bytes)) return 'webm';
  return isoFamily(bytes) ?? mpegAudio(bytes) ?? (isTransportStream(bytes) ? 'ts' : undefined);
};

/** Tells what bytes are by their first {@link SNIFF_BYTES}; `unknown` for everything that is not in the list. */
export const sniff = (bytes: Uint8Array): Sniffed => {
  const family = bytes.length < 2 ? 'unknown' : (binaryFamily(bytes) ?? textFamily(bytes) ?? 'unknown');
  return { family, ...table[family] };
};
