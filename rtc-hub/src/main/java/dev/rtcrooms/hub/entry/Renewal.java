package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Result;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.membership.GrantDifference;
import dev.rtcrooms.hub.membership.LiveClient;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Refresh;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets clients whose grants expire renew them with a fresh token, without a reconnect. For those of
 * another node, that node has asked the host.
 */
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
    if (!(client instanceof LiveClient live)) {
      return Result.UNHANDLED;
    } else if (command instanceof Refresh refresh) {
      return Result.later(
          admission
              .renew(live.admitted(), refresh.token())
              .thenCompose(renewed -> client.call(() -> renew(live, renewed.orRefuse()))));
    } else if (command instanceof Renewed renewed) {
      renew(live, renewed.orRefuse());
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }

  /** A client that was moved keeps what the move changed. */
  private Granted renew(LiveClient client, Granted renewed) {
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
