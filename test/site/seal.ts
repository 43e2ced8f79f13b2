/**
 * The demo seal that stands for X-Gnarly: two FNV-1a hashes over key, query and user agent. It proves that the
 * request went through the page's wrapped fetch. public/sdk.js computes the same.
 */
export const seal = (query: string, userAgent: string, key: string): string => {
  const text = `${key}|${query}|${userAgent}`;
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193);
};

const fnv = (text: string, start: number): string => {
  let hash = start >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
};
