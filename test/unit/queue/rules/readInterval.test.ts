import { describe, expect, it } from 'vitest';
import { readInterval } from '@/lib/queue/rules/readInterval';

const at = (...parts: [number, number, number, number?, number?, number?, number?]) => new Date(...parts).getTime();

describe('readInterval', () => {
  it.each([undefined, '', 'all', ' all '])('%j limits nothing', (text) => {
    expect(readInterval(text)).toEqual({ ok: true, value: undefined });
  });

  it('takes whole local days, both included', () => {
    expect(readInterval('2026-01-31|2026-02-01')).toEqual({
      ok: true,
      value: { from: at(2026, 0, 31), to: at(2026, 1, 1, 23, 59, 59, 999) },
    });
  });

  it('takes a day of 23 or 25 hours as one day', () => {
    const day = readInterval('2026-03-29|2026-03-29');
    expect(day.ok && day.value).toEqual({ from: at(2026, 2, 29), to: at(2026, 2, 30) - 1 });
  });

  it('leaves a side open', () => {
    expect(readInterval('2026-01-01|')).toMatchObject({ ok: true, value: { from: at(2026, 0, 1) } });
    expect(readInterval('|2026-01-01')).toMatchObject({ ok: true, value: { from: 0, to: at(2026, 0, 2) - 1 } });
  });

  it.each([
    '2026-02-31|2026-03-01',
    '2026-01-01',
    '2026-01-02|2026-01-01',
    '26-1-1|26-1-2',
    'a|b',
    '2026-01-01|2026-01-02|x',
  ])('refuses %s', (text) => {
    expect(readInterval(text)).toMatchObject({ ok: false, error: { code: 'input' } });
  });
});
