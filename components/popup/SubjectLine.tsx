import { Undo2 } from 'lucide';
import { Avatar } from '@/components/common/Avatar';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { sourceIcons } from '@/components/common/kindIcons';
import type { SourceKind } from '@/lib/model/source';
import { t } from '@/lib/ui/format/i18n';
import type { Subject } from '@/lib/ui/words/subject';

interface Props {
  readonly subject: Subject;
  readonly kind: SourceKind;
  /** Back to what this page offers; absent while it is shown. */
  readonly onBack: (() => void) | undefined;
}

/** Who or what is about to be saved. */
export const SubjectLine = ({ subject, kind, onBack }: Props) => (
  <div class="subject">
    {subject.person ? (
      <Avatar name={subject.person.name} src={subject.person.avatar} />
    ) : (
      <span class="subject__icon">
        <Icon icon={sourceIcons[kind]} size={22} />
      </span>
    )}
    <div class="subject__words">
      <h2 class={kind === 'one' ? 'subject__caption' : 'cut'} title={subject.title} dir="auto">
        {subject.title}
      </h2>
      <p class="muted cut">{subject.detail}</p>
    </div>
    {onBack && <IconButton icon={Undo2} label={t('popup_back_here')} onClick={onBack} />}
  </div>
);
