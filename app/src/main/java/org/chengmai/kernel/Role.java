package org.chengmai.kernel;

import static org.chengmai.kernel.Act.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What somebody is in a place. System, business and audit are three people (GB/T 22239 三权分立): none holds all acts. */
public enum Role {
    /** 管理员: keeps people, areas, devices, catalogues and scenes; works no cases. */
    ADMINISTRATOR(
            SEE_SCREEN,
            SEE_CASES,
            SEE_DEVICES,
            MANAGE_DEVICES,
            MANAGE_AREAS,
            MANAGE_PEOPLE,
            MANAGE_SCENES,
            MANAGE_RESPONSIBILITY,
            MANAGE_CATALOGUES,
            MANAGE_WEBHOOKS),
    /** 指挥长: sees everything below, acts on cases when needed. */
    COMMANDER(
            SEE_SCREEN,
            SEE_CASES,
            REPORT_CASE,
            DISPATCH_CASE,
            VERIFY_CASE,
            SEE_DEVICES,
            MANAGE_SCENES,
            SEE_PERSONAL,
            KEEP_WATCH_LIST,
            APPROVE_WATCH_LIST),
    /** 派遣员: the desk. */
    DISPATCHER(
            SEE_SCREEN, SEE_CASES, REPORT_CASE, DISPATCH_CASE, VERIFY_CASE, SEE_DEVICES, SEE_PERSONAL, KEEP_WATCH_LIST),
    /** 处置人员: a responsible unit's hand; reaches what is given to the unit, not a place. */
    UNIT_HANDLER(HANDLE_CASE, REPORT_CASE),
    /** 网格员: patrols a place, reports, handles, verifies. */
    GRID_WORKER(SEE_CASES, REPORT_CASE, HANDLE_CASE, VERIFY_CASE, SEE_DEVICES),
    /** 居委会: as a grid worker, for its committee, and knows its residents. */
    COMMITTEE(SEE_SCREEN, SEE_CASES, REPORT_CASE, HANDLE_CASE, VERIFY_CASE, SEE_DEVICES, SEE_PERSONAL),
    /** 物业: handles what is given to the company. */
    PROPERTY(HANDLE_CASE, REPORT_CASE),
    /** 审计员: reads the audit, nothing else. */
    AUDITOR(SEE_AUDIT);

    private final Set<Act> acts;

    Role(Act first, Act... rest) {
        this.acts = Collections.unmodifiableSet(EnumSet.of(first, rest));
    }

    public boolean may(Act act) {
        return acts.contains(act);
    }

    /** Whether a grant of this role reaches only what its unit was given, not all of its place. */
    public boolean boundToUnit() {
        return this == UNIT_HANDLER || this == PROPERTY;
    }
}
