import { type DescMessage, fromBinary, type MessageShape } from '@bufbuild/protobuf';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { alignWire } from './alignWire';

/** Reads bytes as a message of our .proto, whatever wire types it came with; code `shape` when they are none. Never throws. */
export const readProto = <D extends DescMessage>(desc: D, bytes: Uint8Array): Result<MessageShape<D>> => {
  try {
    return ok(fromBinary(desc, alignWire(desc, bytes), { readUnknownFields: false }));
  } catch (error) {
    return err(failure('shape', `${desc.name}: ${error instanceof Error ? error.message : 'not a protobuf'}`));
  }
};
