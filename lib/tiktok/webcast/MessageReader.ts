import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import { ok, type Result } from '@/lib/base/result';
import { readProto } from './readProto';
import type { WebcastMessage } from './WebcastMessage';

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
