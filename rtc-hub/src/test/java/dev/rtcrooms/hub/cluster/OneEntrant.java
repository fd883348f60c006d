package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.Attributes;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes nothing, and reads the same user in each frame. */
final class OneEntrant implements Codec {

  static final AdmittedUser USER =
      new AdmittedUser(
          AdmittedUser.ELSEWHERE,
          0,
          new UUID(0, 0),
          User.of("ann", "Ann"),
          Role.PARTICIPANT,
          Role.PARTICIPANT.defaultGrants(),
          List.of(),
          Attributes.none(),
          null,
          null,
          Optional.empty(),
          null);

  static Lines lines() {
    Cluster cluster =
        (Cluster)
            Proxy.newProxyInstance(
                Cluster.class.getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) -> new OneEntrant());
    return new Lines(cluster, List.of(), Limits.defaults());
  }

  @Override
  public String subprotocol() {
    return "one-entrant";
  }

  @Override
  public Encoded encode(Outgoing message) {
    return Encoded.ofText("");
  }

  @Override
  public Encoded encode(Command command, @Nullable String ref) {
    return Encoded.ofText("");
  }

  @Override
  public List<Inbound> decodeCommands(CharSequence frame) {
    return List.of();
  }

  @Override
  public List<Outgoing> decodeEvents(String frame) {
    return List.of(Outgoing.of(Entering.TYPE, new Entering(USER, 0)));
  }
}
