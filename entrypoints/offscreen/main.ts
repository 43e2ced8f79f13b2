import '@/lib/model/zodWithoutEval';
import { serveFolder } from '@/lib/browser/folder/serveFolder';
import { serveChat } from '@/lib/browser/live/serveChat';
import { serveRecorder } from '@/lib/browser/live/serveRecorder';
import { createLocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import { fetchMirrors } from '@/lib/browser/media/fetchMirrors';
import { probeSound } from '@/lib/browser/media/probeSound';
import { closeWhenIdle, serveOffscreen } from '@/lib/browser/media/serveOffscreen';
import { keepThumbs } from '@/lib/browser/media/thumbs/keepThumbs';
import { createCollectionUrge } from '@/lib/browser/system/createCollectionUrge';

// What is drawn after the last file leaves as much as the files did.
const worked = createCollectionUrge();
const blobs = createLocalBlobs({ fetchMirrors, probeSound, thumbs: keepThumbs(worked), released: worked });
const chat = serveChat();
const recorder = serveRecorder({ companion: chat.companion });
const folder = serveFolder(blobs.at);
serveOffscreen(blobs, [folder.answer]);
closeWhenIdle(() => blobs.idle() && recorder.idle() && chat.idle() && folder.idle());
