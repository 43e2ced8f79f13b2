import { ArrowDownToLine, CircleCheck, SquareCheckBig, Undo2 } from 'lucide';
import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '@/components/common/Avatar';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { IconButton } from '@/components/common/IconButton';
import { sourceIcon } from '@/components/common/kindIcons';
import { Notice } from '@/components/common/Notice';
import { ProgressBar } from '@/components/common/ProgressBar';
import { JobFormFields } from '@/components/popup/JobFormFields';
import { LinksField } from '@/components/popup/LinksField';
import { PeopleFields } from '@/components/popup/PeopleFields';
import { SourceChips } from '@/components/popup/SourceChips';
import { joinSentences } from '@/lib/base/joinSentences';
import type { MediaKind } from '@/lib/model/media';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import { type SourceKind, traitsOf } from '@/lib/model/source';
import { formatPercent } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';
import type { Choice } from '@/lib/ui/forms/choices';
import type { JobForm, JobFormProblem } from '@/lib/ui/forms/jobForm';
import { errorWords } from '@/lib/ui/words/errorWords';
import { saveLabel } from '@/lib/ui/words/saveLabel';
import { blockedWord } from '@/lib/ui/words/sourceWords';
import { type Subject, subjectOf } from '@/lib/ui/words/subject';

interface SubjectLineProps {
  readonly subject: Subject;
  readonly kind: SourceKind;
  /** Back to what this page offers; absent while it is shown. */
  readonly onBack: (() => void) | undefined;
}

/** Who or what is about to be saved. */
const SubjectLine = ({ subject, kind, onBack }: SubjectLineProps) => (
  <div class="subject">
    {subject.person ? (
      <Avatar name={subject.person.name} src={subject.person.avatar} />
    ) : (
      <span class="subject__icon">
        <Icon icon={sourceIcon(kind)} size={22} />
      </span>
    )}
    <div class="subject__words">
      <h2 class={traitsOf(kind).shape === 'post' ? 'subject__caption' : 'cut'} title={subject.title} dir="auto">
        {subject.title}
      </h2>
      <p class="muted">
        {subject.detail.map((part, at) => (
          <Fragment key={part}>
            {at > 0 && ' · '}
            <span class="subject__part">{part}</span>
          </Fragment>
        ))}
      </p>
    </div>
    {onBack && <IconButton icon={Undo2} label={t('popup_back_here')} onClick={onBack} />}
  </div>
);

export interface JobFormCardProps {
  readonly offer: Offer;
  readonly choices: readonly Choice[];
  readonly choice: Choice;
  readonly which: number;
  readonly form: JobForm;
  readonly wrong: JobFormProblem | undefined;
  readonly linkText: string;
  readonly links: number;
  /** People among what was pasted. */
  readonly people: number;
  readonly post: PostState | undefined;
  readonly usualFiles: readonly MediaKind[];
  readonly busy: boolean;
  /** The live is being recorded already. */
  readonly recording: boolean;
  readonly onPick: (id: string) => void;
  readonly onPickWhich: (index: number) => void;
  readonly onForm: (form: JobForm) => void;
  readonly onLinkText: (text: string) => void;
  /** Opens the list to tick posts of it; absent where that cannot be. */
  readonly onPickPosts: (() => void) | undefined;
  readonly onBegin: () => void;
}

const isUnderWay = (post: PostState | undefined): boolean => post?.state === 'queued' || post?.state === 'saving';

const PostRemark = ({ post }: { readonly post: PostState | undefined }) => {
  if (post?.state === 'saved')
    return (
      <p class="job-form__saved">
        <Icon icon={CircleCheck} size={16} /> {t('popup_saved_summary')}
      </p>
    );
  if (post?.state === 'saving')
    return <ProgressBar label={t('popup_post_saving', formatPercent(post.progress))} share={post.progress} />;
  if (!post?.error) return null;
  const words = errorWords(post.error.code, post.state === 'failed' ? 'work' : undefined);
  return (
    <Notice tone={post.state === 'failed' ? 'bad' : 'warn'} title={words.what} topic={post.error.code} live>
      {joinSentences(words.retry, words.todo)}
    </Notice>
  );
};

/** What can be saved here, how much of it, and the button. */
export const JobFormCard = (props: JobFormCardProps) => {
  const { offer, choice, which, form, post, links, busy } = props;
  const button = useRef<HTMLButtonElement>(null);
  const { recording } = props;
  // Opening the popup and pressing Enter saves.
  useEffect(() => {
    if (choice.group === 'here' && !recording) button.current?.focus();
  }, [choice.group]);
  // For hours there is nothing to press: the focus goes, and Tab leads on from here.
  useEffect(() => {
    if (recording) button.current?.blur();
  }, [recording]);

  const blocked = choice.sources[which]?.blocked;
  const { shape, endless } = traitsOf(choice.kind);
  const isPost = shape === 'post';
  const isOverMany = shape === 'people' || (shape === 'pasted' && props.people > 0);
  const isList = shape === 'list' || isOverMany;
  const disabled =
    busy ||
    recording ||
    blocked !== undefined ||
    (isPost && isUnderWay(post)) ||
    (isList && props.wrong !== undefined) ||
    (shape === 'pasted' && links + props.people === 0);
  const { group } = choice;
  const siblings = group === 'here' || group === 'pasted' ? props.choices.filter((one) => one.group === group) : [];
  const here = props.choices.find((one) => one.group === 'here');

  return (
    <section class="card job-form" aria-label={t('popup_page_label')}>
      <SubjectLine
        subject={subjectOf(offer, choice, which)}
        kind={choice.kind}
        onBack={here && choice.group !== 'here' ? () => props.onPick(here.id) : undefined}
      />
      {(shape === 'pasted' || group === 'pasted') && <LinksField text={props.linkText} onText={props.onLinkText} />}
      <SourceChips
        choices={siblings}
        chosen={choice}
        which={which}
        onPick={props.onPick}
        onPickWhich={props.onPickWhich}
      />
      {isPost && <PostRemark post={post} />}
      {blocked ? (
        <Notice tone="warn" topic={blocked === 'empty' ? undefined : blocked}>
          {blockedWord(choice.kind, blocked)}
        </Notice>
      ) : (
        isList && (
          <>
            {isOverMany && <PeopleFields form={form} wrong={props.wrong} which={shape} onChange={props.onForm} />}
            {(!isOverMany || shape === 'pasted' || form.people.save === 'posts') && (
              <JobFormFields
                form={form}
                wrong={props.wrong}
                each={isOverMany}
                usualFiles={props.usualFiles}
                endless={endless}
                onChange={props.onForm}
              />
            )}
          </>
        )
      )}
      {shape === 'stream' && <p class="muted">{t('popup_live_note')}</p>}
      <Button
        buttonRef={button}
        look={isPost && post?.state === 'saved' ? 'plain' : 'primary'}
        size="tall"
        wide
        icon={ArrowDownToLine}
        disabled={disabled}
        onClick={props.onBegin}
      >
        {recording
          ? t('recording_state_recording')
          : saveLabel(choice, form, { links, people: props.people }, post, which)}
      </Button>
      {props.onPickPosts && (
        <Button look="quiet" icon={SquareCheckBig} wide onClick={props.onPickPosts}>
          {t('popup_choose_posts')}
        </Button>
      )}
    </section>
  );
};
