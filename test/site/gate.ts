import type { Reply } from './api/reply.ts';
import { policyFor, searchPaths } from './rules.ts';
import { seal } from './seal.ts';
import { json, modelled, refuse, type Visit } from './visit.ts';
import { checkXBogus, decodeXBogus } from './xbogus.ts';

/** Decides whether an API request may pass. Undefined when it may. */
export const gate = (visit: Visit, signed: boolean): Reply | undefined => {
  const { rules, tokens } = visit.site;
  if (rules.captcha) return captchaDemand();
  if (signed && policyFor(rules, visit.path) !== 'off') {
    if (rules.deviceId && !/^\d{19}$/.test(visit.query.get('device_id') ?? '')) return refuse('device_id');
    const token = visit.query.get('msToken');
    if (rules.msToken && token && !tokens.has(token)) return refuse('msToken');
    const wrong = signatureFault(visit);
    if (wrong) return refuse(`signature: ${wrong}`);
  }
  if (!visit.user && (rules.loginFor.includes(visit.path) || rules.loginFor.includes('*'))) {
    if (searchPaths.includes(visit.path)) return refuse('login');
    return json(
      { statusCode: 8, status_code: 8, status_msg: 'Login expired' },
      modelled('status_code 8 without login, reported 2026-09'),
      'login',
    );
  }
  return undefined;
};

/** The demand for a captcha as the API sends it. */
export const captchaDemand = (): Reply => ({
  ...json(
    {
      code: '10000',
      from: '',
      type: 'verify',
      version: '',
      region: 'sg',
      subtype: 'slide',
      detail: 'demo',
      verify_event: '',
      fp: 'verify_demo',
    },
    modelled('captcha demand as reported by several tools'),
    'captcha',
  ),
});

/** Why the signature is not good enough, or undefined. */
const signatureFault = (visit: Visit): string | undefined => {
  const policy = policyFor(visit.site.rules, visit.path);
  if (policy === 'refuse-all') return 'refuse-all';
  const sealed = /^(.*)&X-Gnarly=([0-9a-f]+)$/.exec(visit.rawQuery);
  if (sealed) {
    const [, query = '', given] = sealed;
    return given === seal(query, visit.headers['user-agent'] ?? '', visit.site.sealKey) ? undefined : 'seal';
  }
  if (policy === 'page-only') return 'page-only';
  const at = visit.rawQuery.lastIndexOf('&X-Bogus=');
  if (at < 0) return 'no X-Bogus';
  const value = decodeURIComponent(visit.rawQuery.slice(at + 9));
  const read = decodeXBogus(value);
  if (typeof read === 'string') return `X-Bogus: ${read}`;
  const wrong = checkXBogus(value, visit.rawQuery.slice(0, at), visit.body, visit.headers['user-agent'] ?? '');
  if (wrong) return `X-Bogus: ${wrong}`;
  return Math.abs(read.unixSeconds - visit.site.now() / 1000) > 3600 ? 'X-Bogus: time' : undefined;
};
