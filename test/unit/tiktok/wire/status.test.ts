import { describe, expect, it } from 'vitest';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { failureOfHttp, failureOfStatus } from '@/lib/tiktok/wire/status';

describe('failureOfStatus', () => {
  it.each([
    [10204, '', 'removed'],
    [10204, "item doesn't exist", 'removed'],
    [10204, 'item_privacy_authorization&status_deleted', 'removed'],
    [10204, 'status_audit_not_pass', 'removed'],
    [10204, 'author_status,status_reviewing', 'removed'],
    [10204, 'status_self_see', 'private'],
    [10204, 'item_privacy_authorization', 'private'],
    [10204, 'cross_border_violation', 'region'],
    [10204, 'cross_border_violation_ur', 'region'],
    [10204, 'person_geo_fencing', 'region'],
    [10204, 'copyright_geo_filter', 'region'],
    [10204, 'content_classification', 'age'],
    [10216, '', 'private'],
    [10222, 'ErrBizUserSecret', 'private'],
    [10221, '', 'removed'],
    [10202, '', 'removed'],
    [10201, '', 'removed'],
    [100002, '', 'removed'],
    [209002, '', 'login'],
    [8, 'Login expired', 'login'],
    [10231, '', 'region'],
    [10000, '', 'captcha'],
    [-2, '', 'captcha'],
    [10101, 'SysErrPanic', 'http'],
    [4003110, '', 'age'],
    [77777, 'user_not_found', 'removed'],
    [77777, 'Please verify that you are human', 'captcha'],
    [77777, 'Please log in first', 'login'],
    [77777, 'Too many requests', 'rate'],
    [77777, '', 'refused'],
    [100004, '', 'refused'],
  ])('%i "%s" is %s', (status, message, code) => {
    expect(failureOfStatus(status, message, '7')).toStrictEqual({
      code,
      ...(message === '' ? {} : { detail: message }),
      siteCode: status,
      postId: '7',
    });
  });
});

describe('failureOfHttp', () => {
  it.each([
    [401, 'gate'],
    [403, 'gate'],
    [405, 'gate'],
    [412, 'gate'],
    [444, 'gate'],
    [429, 'rate'],
    [404, 'http'],
    [500, 'http'],
    [503, 'http'],
  ])('%i is %s', (status, code) => {
    expect(failureOfHttp(status)).toMatchObject({ code, status });
  });

  it.each([200, 204, 206])('%i is none', (status) => {
    expect(failureOfHttp(status)).toBeUndefined();
  });
});

describe('failureInReply', () => {
  it('asks statusCode before status_code, which stays 0 for a deleted post', () => {
    expect(failureInReply({ statusCode: 10204, status_code: 0, status_msg: '' })).toMatchObject({ code: 'removed' });
    expect(failureInReply({ statusCode: 209002, status_code: 10216 })).toMatchObject({
      code: 'login',
      siteCode: 209002,
    });
    expect(failureInReply({ statusCode: 0, status_code: 8 })).toMatchObject({ code: 'login' });
    expect(failureInReply({ status_code: '10231' })).toMatchObject({ code: 'region', siteCode: 10231 });
  });

  it.each(['statusMsg', 'statusMessage', 'status_msg'])('reads the reason in %s', (field) => {
    expect(failureInReply({ statusCode: 10204, [field]: 'person_geo_fencing' }, '5')).toStrictEqual({
      code: 'region',
      detail: 'person_geo_fencing',
      siteCode: 10204,
      postId: '5',
    });
  });

  it('reads the reason of webcast replies in data', () => {
    expect(failureInReply({ status_code: 12, data: { prompts: 'Please log in first' } })).toMatchObject({
      code: 'login',
    });
  });

  it('lets data go before a code', () => {
    expect(failureInReply({ statusCode: 10222, userInfo: { user: { uniqueId: 'ada' } } })).toBeUndefined();
    expect(failureInReply({ statusCode: 10222, itemInfo: { itemStruct: { id: '7' } } })).toBeUndefined();
    expect(failureInReply({ statusCode: 10222, userInfo: {} })).toMatchObject({ code: 'private' });
  });

  it('knows the verification envelope', () => {
    expect(failureInReply({ code: '10000', type: 'verify', subtype: 'slide' })).toMatchObject({ code: 'captcha' });
  });

  it.each([{}, { statusCode: 0 }, { status_code: 0, status_msg: 'ok' }, [], null, 'text'])(
    'finds none in %j',
    (body) => {
      expect(failureInReply(body)).toBeUndefined();
    },
  );
});
