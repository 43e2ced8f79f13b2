import { expect, test } from 'vitest';
import { expiresAt, isExpired } from '@/lib/media/expiresAt';

const query =
  'https://v16-webapp-prime.us.tiktok.com/video/x/?a=1988&bti=OD&&bt=1809&expire=1791380022&tk=tt_chain_token';
const picture = 'https://p16-common-sign.tiktokcdn-us.com/x.image?x-expires=1791378000&x-signature=a';
const path = 'https://v16m-webapp.tiktokcdn-us.com/56f9dd407c197972daadd39386c36649/6ac64a36/video/tos/x/?a=1988';
const lasting = 'https://www.tiktok.com/aweme/v1/play/?is_play_url=1&signaturev3=x';

test.each([
  ['video hosts', query, 1_791_380_022_000],
  ['picture hosts', picture, 1_791_378_000_000],
  ['hexadecimal in the path', path, 1_791_380_022_000],
  ['an address that does not tell', lasting, undefined],
  ['a value that is no time', 'https://x.tiktok.com/?expire=soon', undefined],
  ['no address', 'expire=1791380022', undefined],
])('%s', (_name, address, at) => {
  expect(expiresAt(address)).toBe(at);
});

test('a set of mirrors is expired only when every one is', () => {
  const after = 1_791_380_022_000;
  expect(isExpired([query, path], after)).toBe(true);
  expect(isExpired([query, path], after - 1)).toBe(false);
  expect(isExpired([query, lasting], after)).toBe(false);
  expect(isExpired([], after)).toBe(false);
});
