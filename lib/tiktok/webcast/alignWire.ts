import { type DescField, type DescMessage, fromBinary, type MessageShape, ScalarType } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';

/** Turns the payload of one method into plain values. */
export type MessageReader = (method: string, payload: Uint8Array) => Result<WebcastMessage>;

/** Makes a reader of a message type and what becomes of it. */
export const reader =
  <D extends DescMessage>(
    desc: D,
    plain: (message: MessageShape<D>, method: string) => WebcastMessage,
  ): MessageReader =>
  (method, payload) => {
    const message = readProto(desc, payload);
    return message.ok ? ok(plain(message.value, method)) : message;
  };

/** Reads bytes as a message of our .proto, whatever wire types it came with; code `shape` when they are none. Never throws. */
export const readProto = <D extends DescMessage>(desc: D, bytes: Uint8Array): Result<MessageShape<D>> => {
  try {
    return ok(fromBinary(desc, alignWire(desc, bytes), { readUnknownFields: false }));
  } catch (error) {
    return err(failure('shape', `${desc.name}: ${error instanceof Error ? error.message : 'not a protobuf'}`));
  }
};

/** What a field wants on the wire; `none` are kinds that our .proto does not use. */
type Wanted = 'varint' | 'text' | 'bytes' | 'message' | 'none';

const wantedOfScalar: Partial<Record<ScalarType, Wanted>> = {
  [ScalarType.INT32]: 'varint',
  [ScalarType.INT64]: 'varint',
  [ScalarType.UINT64]: 'varint',
  [ScalarType.BOOL]: 'varint',
  [ScalarType.STRING]: 'text',
  [ScalarType.BYTES]: 'bytes',
};

const wantedOf = (field: DescField): Wanted => {
  if (field.message) return 'message';
  return field.scalar === undefined ? 'none' : (wantedOfScalar[field.scalar] ?? 'none');
};

const maps = new WeakMap<DescMessage, ReadonlyMap<number, DescField>>();

const fieldsOf = (desc: DescMessage): ReadonlyMap<number, DescField> => {
  const known = maps.get(desc);
  if (known) return known;
  const made = new Map(desc.fields.map((field) => [field.number, field]));
  maps.set(desc, made);
  return made;
};

const decoder = new TextDecoder();

/** A decimal number written as text, as 64 bits; undefined when it is none. */
const integerOf = (bytes: Uint8Array): bigint | undefined => {
  const text = bytes.length <= 20 ? decoder.decode(bytes) : '';
  if (!/^-?\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value ? value : undefined;
};

const copyField = (
  field: DescField,
  wanted: Wanted,
  type: WireType,
  reader: BinaryReader,
  writer: BinaryWriter,
): void => {
  const { number } = field;
  if (type === WireType.Varint) {
    const value = BigInt(reader.int64());
    if (wanted === 'varint') writer.tag(number, WireType.Varint).int64(value);
    else if (wanted === 'text') writer.tag(number, WireType.LengthDelimited).string(value.toString());
    return;
  }
  const bytes = reader.bytes();
  if (wanted === 'message' && field.message) {
    writer.tag(number, WireType.LengthDelimited).bytes(alignWire(field.message, bytes));
  } else if (wanted === 'text') writer.tag(number, WireType.LengthDelimited).string(decoder.decode(bytes));
  else if (wanted === 'bytes') writer.tag(number, WireType.LengthDelimited).bytes(bytes);
  else if (wanted === 'varint') {
    const value = integerOf(bytes);
    if (value !== undefined) writer.tag(number, WireType.Varint).int64(value);
  }
};

/**
 * Rewrites a protobuf message so that every field has the wire type our .proto names: numbers that came as text become numbers,
 * numbers where text is read become text, broken UTF-8 is replaced, and fields that nobody reads are dropped. The generated decoder
 * trusts wire types, and the site does not keep to one.
 * @throws RangeError or Error on bytes that are no protobuf; readProto turns them into a value
 */
export const alignWire = (desc: DescMessage, bytes: Uint8Array): Uint8Array => {
  const fields = fieldsOf(desc);
  const reader = new BinaryReader(bytes);
  const writer = new BinaryWriter();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const field = fields.get(number);
    const wanted = field ? wantedOf(field) : 'none';
    const readable = type === WireType.Varint || type === WireType.LengthDelimited;
    if (field && wanted !== 'none' && readable) copyField(field, wanted, type, reader, writer);
    else reader.skip(type, number);
    if (reader.pos > reader.len) throw new RangeError('field beyond the end');
  }
  return writer.finish();
};
