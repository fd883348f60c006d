package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.Handshake;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Each transport tells from which address a connection comes. */
class AddressQuotaTest extends ContainerTest {

  private static final int TOO_MANY_CONNECTIONS = 4006;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  RoomsBuilder builder() {
    return super.builder().clientAddress(this::address);
  }

  private Optional<String> address(Handshake handshake) {
    seen.add(handshake.remoteAddress().orElse("unknown"));
    return handshake.remoteAddress();
  }

  @Override
  Limits limits(Limits limits) {
    return limits.toBuilder().perAddress(new Quota(2, 100, 100, 100)).build();
  }

  @Test
  void anAddressHasOnlySoManyConnections() throws Exception {
    join("ann");
    RawSocket bob = rawGuest("bob");
    bob.readAnswer();
    bob.read(RawSocket.TEXT);
    RawSocket eve = rawGuest("eve");
    eve.readAnswer();

    assertThat(seen).containsExactly("127.0.0.1");
    assertThat(eve.readCloseCode()).isEqualTo(TOO_MANY_CONNECTIONS);
  }
}
