/**
 * Lets what waits run first: input, drawing, other tasks. By a message, since a page in the background has its timers once a
 * second, later once a minute.
 */
export const afterTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
