import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeImFetch, decodeMessage } from '@/lib/tiktok/webcast/decodeImFetch';
import expected from '../../../fixtures/webcast/expected.json';
import { fixtureBytes } from './fixtures';

const { 'imFetch.bin': batch, ...payloads } = expected;

it.each(Object.entries(payloads))('%s decodes to what its bytes say', (name, { method, message }) => {
  const read = decodeMessage(method, fixtureBytes(name));
  expect(read).toMatchObject({ ok: true, value: message });
});

it('every recorded payload has an expectation', () => {
  const folder = new URL('../../../fixtures/webcast/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.bin'));
  expect(files.sort()).toEqual(Object.keys(expected).sort());
});

it('a chat line says nothing that was not recorded', () => {
  const read = decodeMessage('WebcastChatMessage', fixtureBytes('chat.bin'));
  expect(read.ok && read.value).toEqual(payloads['chat.bin'].message);
});

it('a method nobody reads keeps its payload', () => {
  const payload = fixtureBytes('giftPanelUpdate.bin');
  const read = decodeMessage('WebcastGiftPanelUpdateMessage', payload);
  expect(read.ok && read.value.kind === 'other' && read.value.payload).toEqual(payload);
});

describe('the body of im/fetch', () => {
  const reply = decodeImFetch(fixtureBytes('imFetch.bin'));
  const value = reply.ok ? reply.value : undefined;

  it('tells where to go on', () => {
    const { methods, chat, ...head } = batch;
    expect(value).toMatchObject({ ...head, problems: [] });
  });

  it('holds every message in order', () => {
    expect(value?.messages.map((message) => message.method)).toEqual(batch.methods);
    const lines = value?.messages.flatMap((message) =>
      message.kind === 'chat' ? [[message.user.nickname, message.text]] : [],
    );
    expect(lines).toEqual(batch.chat);
  });

  it('marks what was said before', () => {
    const chat = value?.messages.filter((message) => message.kind === 'chat') ?? [];
    expect(chat.every((message) => message.history)).toBe(true);
    expect(value?.messages[0]).toMatchObject({ history: false, id: '1786367257404627230' });
  });

  it('empty is a refusal, HTML is a shape', () => {
    expect(decodeImFetch(new Uint8Array())).toMatchObject({ ok: false, error: { code: 'gate' } });
    const html = new TextEncoder().encode('<!doctype html><html><body>captcha</body></html>');
    expect(decodeImFetch(html)).toMatchObject({ ok: false, error: { code: 'shape' } });
  });
});
