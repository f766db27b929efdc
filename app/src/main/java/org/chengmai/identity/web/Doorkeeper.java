package org.chengmai.identity.web;

import org.chengmai.identity.SignIn;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Takes login and password of the form to {@link SignIn}; being the one bean of its kind, Spring Security asks it once. */
@Component
class Doorkeeper implements AuthenticationProvider {

    /** Turned away, and why. */
    static final class TurnedAway extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final String code;

        TurnedAway(Refusal why) {
            super(why.sentence(), why);
            this.code = why.code();
        }

        /** {@code wrong}, {@code locked} or {@code busy}. */
        String why() {
            return code.substring(code.lastIndexOf('.') + 1);
        }
    }

    private final SignIn door;

    Doorkeeper(SignIn door) {
        this.door = door;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            return new SignedIn(door.enter(attempt.getName(), typed(attempt.getCredentials())));
        } catch (Refusal refusal) {
            throw new TurnedAway(refusal);
        }
    }

    private static String typed(@Nullable Object credentials) {
        return credentials == null ? "" : credentials.toString();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
