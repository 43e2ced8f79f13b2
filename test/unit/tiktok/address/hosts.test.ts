import { describe, expect, it } from 'vitest';
import { hostPermissions, isMediaAddress, isSiteAddress } from '@/lib/tiktok/address/hosts';
import { foreignAddresses } from '@/test/fakes/foreignAddresses';

describe('isMediaAddress', () => {
  it.each([
    'https://v16-webapp-prime.tiktok.com/video/x/?a=1&&b=2',
    'https://www.tiktok.com/aweme/v1/play/?item_id=7',
    'https://p16-common-sign.tiktokcdn-us.com/x~tplv.image?x=1',
    'https://p16.tiktokcdn.com/x',
    'https://v77.tiktokcdn-eu.com:443/x',
    'https://api16.tiktokv.com/x',
    'https://a.tiktokv.us/x',
    'https://a.tiktokv.eu/x',
  ])('takes %s', (address) => {
    expect(isMediaAddress(address)).toBe(true);
  });

  it.each([
    ...foreignAddresses,
    '',
    'x',
    '//v16.tiktok.com/x',
    'http://v16.tiktok.com/x',
    'ftp://v16.tiktok.com/x',
    'javascript:alert(1)',
    'data:video/mp4;base64,AAAA',
    'https://v16.tiktok.com:8443/x',
    'https://user@v16.tiktok.com/x',
    'https://user:pass@v16.tiktok.com/x',
    'https://v16.tiktok.com.evil.example/x',
    'https://eviltiktok.com/x',
    'https://evil.example/v16.tiktok.com/x',
    'https://v16.tiktok.com@evil.example/x',
    'https://v16.tiktok.com./x',
    'https://tiktokcdn.com.evil.example/x',
    'https://tіktok.com/x',
  ])('refuses %s', (address) => {
    expect(isMediaAddress(address)).toBe(false);
    expect(isSiteAddress(address)).toBe(false);
  });
});

it('isSiteAddress takes pages of the site, not its media hosts', () => {
  expect(isSiteAddress('https://www.tiktok.com/@a/video/1')).toBe(true);
  for (const address of [
    'https://v16-webapp.tiktok.com/x',
    'https://www.tiktok.com.evil.example/',
    'http://www.tiktok.com/',
    'https://a:b@www.tiktok.com/',
  ]) {
    expect(isSiteAddress(address)).toBe(false);
  }
});

it('hostPermissions are https patterns that cover every media host', () => {
  expect(hostPermissions).toContain('https://*.tiktok.com/*');
  for (const pattern of hostPermissions) expect(pattern).toMatch(/^https:\/\/\*\.[a-z-]+\.[a-z]+\/\*$/);
});
