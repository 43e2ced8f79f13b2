// The live page's own chat socket, opened before any script of ours could know it and signed as the site's are.
const bytes = (field, value) => [(field << 3) | 2, value.length, ...new TextEncoder().encode(value)];
const frame = (type) => new Uint8Array([...bytes(6, 'pb'), ...bytes(7, type)]);

/** Opens the room's chat and opens it again whenever it is cut; shows how many frames came. */
export const openChat = (roomId) => {
  const line = new WebSocket(
    `wss://webcast-ws.tiktok.com/webcast/im/ws_proxy/ws_reuse_supplement/?aid=1988&room_id=${roomId}&X-Gnarly=demo`,
  );
  line.binaryType = 'arraybuffer';
  line.onopen = () => {
    line.send(frame('hb'));
    line.send(frame('im_enter_room'));
  };
  line.onmessage = ({ data }) => {
    if (data.byteLength > 0)
      document.body.dataset.chatFrames = String(Number(document.body.dataset.chatFrames ?? 0) + 1);
  };
  line.onclose = () => setTimeout(() => openChat(roomId), 500);
};
