package dev.rtcrooms.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.Pong;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.Inbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A client whose room has its home at another node renews its grants. */
class EdgeRenewalTest implements EdgeClient.Home {

  private static final Renewed GRANTED =
      new Renewed(new Granted(Role.PARTICIPANT, Role.PARTICIPANT.defaultGrants()));
  private static final Renewed REFUSED =
      new Renewed(Refusal.of(Refusal.UNAUTHENTICATED, "Log in first"));
  private static final Inbound HI = new Inbound.Accepted("1", new Say("hi"));
  private static final Inbound REFRESH = new Inbound.Accepted("2", new Refresh("fresh"));

  private final VirtualTime time = new VirtualTime();
  private final List<String> asked = new ArrayList<>();
  private final List<Inbound> said = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private CompletableFuture<Renewed> decision = new CompletableFuture<>();
  private final PendingConnection connection =
      new PendingConnection(
          new HeldConnection(new OneEntrant()),
          Limits.defaults(),
          new UnreadBudget(1_000_000),
          reason -> {});
  private final EdgeClient client =
      new EdgeClient(
          1,
          this,
          new RoomOutput(Limits.defaults(), time, Runnable::run),
          Limits.defaults(),
          connection,
          OneEntrant.USER,
          () -> {});

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  @Override
  public void said(EdgeClient sender, List<Inbound> messages, int bytes) {
    said.addAll(messages);
    sizes.add(bytes);
  }

  @Override
  public CompletionStage<Renewed> renew(AdmittedUser user, String token) {
    asked.add(user.user().id() + " " + token);
    return decision;
  }

  @Override
  public void gone(EdgeClient sender, CloseReason reason) {}

  @Override
  public void goneNow(EdgeClient sender, CloseReason reason) {}

  @Test
  void theHomeGetsTheDecisionInPlaceOfTheToken() {
    client.enters();
    client.receive(List.of(REFRESH), 70);
    assertThat(asked).containsExactly("ann fresh");
    assertThat(said).isEmpty();

    decision.complete(GRANTED);
    assertThat(said).containsExactly(new Inbound.Accepted("2", GRANTED));
    assertThat(sizes).containsExactly(0);
  }

  @Test
  void theHomeGetsARefusalOfTheHost() {
    client.enters();
    client.receive(List.of(REFRESH), 70);
    decision.complete(REFUSED);
    assertThat(said).containsExactly(new Inbound.Accepted("2", REFUSED));
  }

  @Test
  void whatComesWithATokenDoesNotWaitForTheDecision() {
    client.enters();
    client.receive(List.of(REFRESH, new Inbound.Accepted(null, new Pong()), HI), 90);
    assertThat(said).containsExactly(HI);
    assertThat(sizes).containsExactly(90);

    client.receive(List.of(HI), 20);
    decision.complete(GRANTED);
    assertThat(said).containsExactly(HI, HI, new Inbound.Accepted("2", GRANTED));
  }

  @Test
  void aDecisionAtOnceComesAfterWhatWasSaidBefore() {
    decision = CompletableFuture.completedFuture(GRANTED);
    client.enters();
    client.receive(List.of(HI, REFRESH), 90);
    assertThat(said).containsExactly(HI, new Inbound.Accepted("2", GRANTED));
  }

  @Test
  void aTokenThatCameEarlyStaysToo() {
    connection.receive(List.of(HI, REFRESH), 90);
    client.enters();
    assertThat(said).containsExactly(HI);
    assertThat(asked).containsExactly("ann fresh");

    decision.complete(GRANTED);
    assertThat(said).containsExactly(HI, new Inbound.Accepted("2", GRANTED));
  }

  @Test
  void theHostIsNotAskedMoreOftenThanByAClientAtTheHome() {
    client.enters();
    Limits limits = Limits.defaults();
    for (int n = 0; n < 2 * limits.commandBurst(); n++) {
      client.receive(List.of(REFRESH), 70);
    }
    assertThat(asked).hasSize(limits.commandBurst());
    assertThat(said)
        .hasSize(limits.commandBurst())
        .allSatisfy(
            each ->
                assertThat(((Renewed) ((Inbound.Accepted) each).command()).refusal())
                    .extracting(Refusal::code)
                    .isEqualTo(Refusal.RATE_LIMITED));

    time.advance(Duration.ofSeconds(1));
    for (int n = 0; n < limits.commandBurst(); n++) {
      client.receive(List.of(REFRESH), 70);
    }
    assertThat(asked)
        .hasSize(
            limits.commandBurst() + Math.min(limits.commandsPerSecond(), limits.commandBurst()));
  }
}
