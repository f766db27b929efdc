package org.chengmai.identity.web;

import java.util.List;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Somebody who came in through the door, as Spring Security carries him through a request. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    SignedIn(Actor actor) {
        super(List.of(new SimpleGrantedAuthority("SIGNED_IN")));
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.login();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.actor.equals(actor);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }

    /** Who makes this request; the public when nobody signed in. */
    static Actor now() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn s
                ? s.getPrincipal()
                : Actor.PUBLIC;
    }
}
