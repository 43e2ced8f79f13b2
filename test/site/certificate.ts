import { generate } from 'selfsigned';

/** A key and certificate, made anew at every start. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const names = [
  'tiktok.com',
  '*.tiktok.com',
  '*.us.tiktok.com',
  '*.tiktokcdn.com',
  '*.tiktokcdn-us.com',
  '*.tiktokcdn-eu.com',
  '*.tiktokv.com',
  '*.tiktokv.us',
  '*.tiktokv.eu',
];

/** Makes a self-signed certificate for the hosts that the site plays. */
export const makeCertificate = async (): Promise<Certificate> => {
  const made = await generate([{ name: 'commonName', value: 'TokShelf demo site' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) }],
  });
  return { key: made.private, cert: made.cert };
};
