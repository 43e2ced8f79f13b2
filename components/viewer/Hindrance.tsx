import { FolderOpen, KeyRound, RotateCw } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import type { SavedFile } from '@/lib/model/library/savedPost';
import { t } from '@/lib/ui/format/i18n';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import type { ViewedPost } from '@/lib/ui/library/createViewer';
import { errorWords } from '@/lib/ui/words/errorWords';

interface Props {
  readonly view: ViewedPost;
  readonly model: LibraryModel;
  readonly main: SavedFile | undefined;
  readonly onReload: () => void;
}

/** Why a post cannot be played in the page, its small picture, and the one thing that helps. */
export const Hindrance = ({ view: { postId, hindrance }, model, main, onReload }: Props) => {
  const [isAsked, setAsked] = useState(false);
  const cover = model.covers.peek(postId);
  const lacksGrant = typeof hindrance === 'object' && hindrance.code === 'grant';
  const isGone = main === undefined || main.missing || (typeof hindrance === 'object' && hindrance.code === 'file');
  const show = (): void => {
    if (main) void model.showFile(main);
  };
  const again = async (): Promise<void> => {
    await model.saveAgain(postId);
    setAsked(model.problem.peek() === undefined);
  };
  return (
    <div class="viewer__note">
      {cover !== undefined && <img src={cover} alt="" />}
      {lacksGrant && (
        <>
          <p role="status">{errorWords('grant', 'press').what}</p>
          <Button icon={KeyRound} look="primary" onClick={() => void model.grant().then(onReload)}>
            {t('action_grant')}
          </Button>
        </>
      )}
      {!lacksGrant && isGone && (
        <>
          <p role="status">{t(isAsked ? 'library_again_started' : 'viewer_gone')}</p>
          {!isAsked && (
            <Button icon={RotateCw} look="primary" onClick={() => void again()}>
              {t('action_save_again')}
            </Button>
          )}
        </>
      )}
      {!lacksGrant && !isGone && (
        <>
          <p role="status">{t(hindrance === 'elsewhere' ? 'viewer_elsewhere' : 'viewer_unread')}</p>
          <Button icon={FolderOpen} look="primary" onClick={show}>
            {t('action_show_file')}
          </Button>
        </>
      )}
    </div>
  );
};
