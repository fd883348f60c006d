package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.GrantDifference;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import java.util.HashMap;
import java.util.Map;

/** Lets clients whose grants expire renew them with a fresh token, without a reconnect. */
public final class Renewal implements Feature {

  private final AdmissionControl admission;

  /** What the last admission granted to each client that renewed. */
  private final Map<Client, Grants> renewals = new HashMap<>();

  /** Renewal by the host's authenticator and admission. */
  public Renewal(AdmissionControl admission) {
    this.admission = admission;
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof Refresh refresh)) {
      return Result.UNHANDLED;
    }
    LiveClient live = client instanceof LiveClient own ? own : null;
    Handshake handshake = live == null ? null : live.admitted().handshake();
    if (live == null || handshake == null) {
      throw new RefusalException(Refusal.UNSUPPORTED, "The grants of this client do not expire");
    }
    return Result.later(
        admission
            .admit(handshake.with(HandshakeField.BEARER, refresh.token()), user -> {})
            .thenCompose(renewed -> client.call(() -> renew(live, renewed))));
  }

  /** A client that was moved keeps what the move changed. */
  private Object renew(LiveClient client, AdmittedUser renewed) {
    if (!renewed.user().id().equals(client.user().id())) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "This token is of another user");
    }
    Grants now = client.grants();
    Grants last = renewals.put(client, renewed.grants());
    boolean moved = client.role() != renewed.role() && now.allows(Grants.JOIN);
    client.renew(
        moved
            ? GrantDifference.apply(
                now, last == null ? client.admitted().grants() : last, renewed.grants())
            : renewed.grants());
    return renewed;
  }

  @Override
  public void left(Client client) {
    renewals.remove(client);
  }
}
