package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;

/** Lets clients whose grants expire renew them with a fresh token, without a reconnect. */
public final class Renewal implements Feature {

  private final AdmissionControl admission;

  /** Renewal by the host's authenticator and admission. */
  public Renewal(AdmissionControl admission) {
    this.admission = admission;
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof Refresh refresh)) {
      return Result.UNHANDLED;
    }
    Handshake handshake = client instanceof LiveClient live ? live.admitted().handshake() : null;
    if (handshake == null) {
      throw new RefusalException(Refusal.UNSUPPORTED, "The grants of this client do not expire");
    }
    return Result.later(
        admission
            .admit(handshake.with(HandshakeField.BEARER, refresh.token()), user -> {})
            .thenCompose(renewed -> client.call(() -> renew(client, renewed))));
  }

  private static Object renew(Client client, AdmittedUser renewed) {
    if (!renewed.user().id().equals(client.user().id())) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "This token is of another user");
    }
    client.renew(renewed.grants());
    return renewed;
  }
}
