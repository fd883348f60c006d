package dev.rtcrooms.spring;

import dev.rtcrooms.User;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.transport.Handshake;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The users of Spring Security, with their authorities, and guests where its rules let them in. Any
 * thread.
 */
final class SecurityUsers implements Authenticator {

  private final Authenticator anybody = Authenticator.guests();

  SecurityUsers() {}

  @Override
  public User authenticate(Handshake handshake) {
    User user = anybody.authenticate(handshake);
    return handshake.principal() instanceof Authentication login
        ? user.with(Authorities.KEY, authorities(login))
        : user;
  }

  /** An authority that no text describes has no name. */
  private static Authorities authorities(Authentication login) {
    List<String> names =
        login.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(Objects::nonNull)
            .toList();
    return new Authorities(names);
  }
}
