import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { decodeImFetch, decodeMessage } from '@/lib/tiktok/webcast/decodeImFetch';

const text = (writer: BinaryWriter, number: number, value: string): BinaryWriter =>
  writer.tag(number, WireType.LengthDelimited).string(value);
const varint = (writer: BinaryWriter, number: number, value: bigint): BinaryWriter =>
  writer.tag(number, WireType.Varint).int64(value);

const social = (write: (writer: BinaryWriter) => void): unknown => {
  const writer = new BinaryWriter();
  write(writer);
  const read = decodeMessage('WebcastSocialMessage', writer.finish());
  return read.ok ? read.value : read.error;
};

describe('integers and text are both tolerated', () => {
  it('numbers as varints', () => {
    expect(
      social((writer) => {
        varint(writer, 4, 1n);
        varint(writer, 5, 6601649334197714946n);
        varint(writer, 6, 9312n);
      }),
    ).toMatchObject({ action: 1, shareTarget: '6601649334197714946', followCount: 9312 });
  });

  it('numbers as text', () => {
    expect(
      social((writer) => {
        text(writer, 4, '1');
        text(writer, 5, '6601649334197714946');
        text(writer, 6, '9312');
      }),
    ).toMatchObject({ action: 1, shareTarget: '6601649334197714946', followCount: 9312 });
  });

  it('ids of 19 digits as text, inside a user', () => {
    const user = text(text(new BinaryWriter(), 1, '7384126586272629766'), 3, 'Pia').finish();
    expect(social((writer) => writer.tag(2, WireType.LengthDelimited).bytes(user))).toMatchObject({
      user: { id: '7384126586272629766', nickname: 'Pia' },
    });
  });

  it('words where a number is due, and numbers where a message is due, cost only themselves', () => {
    expect(
      social((writer) => {
        text(writer, 4, 'many');
        text(writer, 6, '99999999999999999999');
        varint(writer, 2, 5n);
        writer.tag(3, WireType.Bit64).fixed64(1n);
        writer.tag(9, WireType.Bit32).fixed32(1);
        varint(writer, 8, 4n);
      }),
    ).toMatchObject({ kind: 'social', action: 0, followCount: 0, shareCount: 4, user: { id: '', nickname: '' } });
  });

  it('broken UTF-8 is replaced', () => {
    const writer = new BinaryWriter();
    writer.tag(3, WireType.LengthDelimited).bytes(Uint8Array.of(0x61, 0xff, 0x62));
    const read = decodeMessage('WebcastChatMessage', writer.finish());
    expect(read).toMatchObject({ ok: true, value: { text: 'a\ufffdb' } });
  });
});

describe('route parameters', () => {
  const reply = (param: BinaryWriter): Uint8Array => {
    const writer = text(new BinaryWriter(), 2, 'cursor');
    return writer.tag(7, WireType.LengthDelimited).bytes(param.finish()).finish();
  };

  it('are read as entries, and as one message of two fields', () => {
    const entry = reply(text(text(new BinaryWriter(), 1, 'imprp'), 2, 'value'));
    expect(decodeImFetch(entry)).toMatchObject({ ok: true, value: { wrss: '', imprp: 'value' } });
    const whole = reply(text(text(new BinaryWriter(), 2, 'first'), 4, 'second'));
    expect(decodeImFetch(whole)).toMatchObject({ ok: true, value: { wrss: 'first', imprp: 'second' } });
  });
});

it('a message that cannot be read does not lose the others', () => {
  const envelope = (method: string, payload: Uint8Array): Uint8Array =>
    text(new BinaryWriter(), 1, method).tag(2, WireType.LengthDelimited).bytes(payload).finish();
  const good = text(new BinaryWriter(), 3, 'hello').finish();
  const writer = text(new BinaryWriter(), 2, 'cursor');
  for (const [method, payload] of [
    ['WebcastChatMessage', good.slice(0, 3)],
    ['WebcastChatMessage', good],
    ['WebcastNewMessage', Uint8Array.of(0xff)],
  ] as const)
    writer.tag(1, WireType.LengthDelimited).bytes(envelope(method, payload));
  const reply = decodeImFetch(writer.finish());
  expect(reply).toMatchObject({
    ok: true,
    value: {
      problems: [{ code: 'shape' }],
      messages: [
        { kind: 'other', method: 'WebcastChatMessage' },
        { kind: 'chat', text: 'hello' },
        { kind: 'other', method: 'WebcastNewMessage' },
      ],
    },
  });
});
