import { startSite } from './startSite.ts';
import { specialPosts } from './world/posts.ts';
import { demo } from './world/users.ts';

// Runs the demo site alone: `node test/site/main.ts [proxy port]`.
const site = await startSite({ proxyPort: Number(process.argv[2] ?? 0), rules: { autoLogin: true } });
console.log(`HTTPS server   https://127.0.0.1:${site.port}`);
console.log(`CONNECT proxy  http://127.0.0.1:${site.proxyPort}`);
console.log('Start Chromium with');
console.log(`  --proxy-server=http://127.0.0.1:${site.proxyPort} --ignore-certificate-errors`);
console.log('and open');
console.log(`  https://www.tiktok.com/@${demo.uniqueId}`);
console.log(`  https://www.tiktok.com/@tiktok/video/${specialPosts.recordedVideo.id}`);
console.log(`  https://www.tiktok.com/@espn/photo/${specialPosts.recordedPhotos.id}`);
process.on('SIGINT', () => void site.close().then(() => process.exit(0)));
