import { ok, type Result } from '@/lib/base/result';
import { AnyMessageSchema } from './gen/webcast_pb';
import { messageReaders } from './messageReaders';
import { commonOf } from './plainParts';
import { readProto } from './readProto';
import type { WebcastMessage } from './WebcastMessage';

/**
 * Reads the payload of one live room message.
 * @param method as the site names it, with or without `Webcast` in front
 * @returns the message as plain values; a method that nobody reads comes as `other` with its name and payload; code `shape` when the
 * payload of a known method is no protobuf
 */
export const decodeMessage = (method: string, payload: Uint8Array): Result<WebcastMessage> => {
  const name = method.replace(/^Webcast/, '');
  const read = Object.hasOwn(messageReaders, name) ? messageReaders[name] : undefined;
  if (read) return read(method, payload);
  const any = readProto(AnyMessageSchema, payload);
  const common = any.ok && any.value.common?.method ? any.value.common : undefined;
  return ok({ kind: 'other', ...commonOf(method, common), payload });
};
