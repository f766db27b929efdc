package org.chengmai.kernel;

/** What a person may do; a role is a set of acts, and a grant gives a role in one place of the area tree. */
public enum Act {
    SEE_SCREEN,
    SEE_CASES,
    REPORT_CASE,
    DISPATCH_CASE,
    HANDLE_CASE,
    VERIFY_CASE,
    SEE_DEVICES,
    MANAGE_DEVICES,
    MANAGE_AREAS,
    MANAGE_PEOPLE,
    MANAGE_SCENES,
    MANAGE_RESPONSIBILITY,
    MANAGE_CATALOGUES,
    MANAGE_WEBHOOKS,
    SEE_PERSONAL,
    KEEP_WATCH_LIST,
    APPROVE_WATCH_LIST,
    SEE_AUDIT
}
