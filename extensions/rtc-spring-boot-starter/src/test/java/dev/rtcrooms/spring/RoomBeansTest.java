package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.RoomPage;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.IceServer;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.StreamsState;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.signaling.MeshCaps;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** What single beans of an application do in its rooms. */
class RoomBeansTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RoomsAutoConfiguration.class));

  /** Spring Security is on the class path, whose users would be the default. */
  @Test
  void theAuthenticatorFindsTheUser() {
    Authenticator cards = handshake -> User.of("7", handshake.bearer().orElseThrow());

    inRooms(
        application.withBean(Authenticator.class, () -> cards),
        rooms -> {
          TestClient client = rooms.arrival("lobby", "ann").bearer("Ann-of-the-card").join();
          assertThat(client.hello().member().user()).isEqualTo(User.of("7", "Ann-of-the-card"));
        });
  }

  @Test
  void theHistoryStoreKeepsWhatIsSaid() {
    InMemoryHistory memory = InMemoryHistory.create(new VirtualTime(), new Random(1));
    List<Past> opened = new ArrayList<>();
    HistoryStore store =
        room ->
            memory
                .open(room)
                .thenApply(
                    past -> {
                      opened.add(past);
                      return past;
                    });

    inRooms(
        application.withBean(HistoryStore.class, () -> store),
        rooms -> {
          rooms.join("lobby", "ann").ask(new Say("Good morning"));
          assertThat(opened).hasSize(1);
          assertThat(opened.get(0).newest(1).toCompletableFuture().join())
              .singleElement()
              .satisfies(
                  kept ->
                      assertThat(kept.entry().event())
                          .isInstanceOfSatisfying(
                              Said.class,
                              said -> assertThat(said.text()).isEqualTo("Good morning")));
        });
  }

  @Test
  void theLayoutRendersThePages() {
    Layout ours =
        (page, request) ->
            page instanceof RoomPage room ? "The school of " + room.user().name() : "No room";
    Authenticator ann = handshake -> User.of("ann", "Ann");

    new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                RoomsAutoConfiguration.class, RoomsServletAutoConfiguration.class))
        .withBean(Layout.class, () -> ours)
        .withBean(Authenticator.class, () -> ann)
        .run(
            context -> {
              RoomRequest visit =
                  RoomRequest.of("GET", "http", "school.example", "/room/" + TestRooms.id("lobby"));
              RoomResponse page =
                  context
                      .getBean(RoomRoutes.class)
                      .handle(visit)
                      .toCompletableFuture()
                      .get(60, TimeUnit.SECONDS);
              assertThat(StandardCharsets.UTF_8.decode(page.body()).toString())
                  .isEqualTo("The school of Ann");
            });
  }

  @Test
  void theDefaultStreamsCanBeOthersBesideChatPresenceAndViewers() {
    String server = "stun:stun.example.org";
    DefaultStreams small = servers -> Streams.mesh(servers, new MeshCaps(1, 5)).relayOnly();

    inRooms(
        application
            .withBean(IceServers.class, () -> IceServers.stun(server))
            .withBean(DefaultStreams.class, () -> small),
        rooms -> {
          TestClient ann = rooms.join("lobby", "ann");
          TestClient bob = rooms.join("lobby", "bob");
          StreamsState streams = bob.next(StreamsState.class);
          assertThat(streams.relayOnly()).isTrue();
          assertThat(streams.iceServers()).flatExtracting(IceServer::urls).containsExactly(server);
          ann.ask(new Publish());
          assertThat(bob.refusal(new Publish()).code()).isEqualTo(Refusal.ROOM_TOO_LARGE_FOR_MESH);
          ann.ask(new Say("hi"));
          assertThat(bob.heard())
              .hasAtLeastOneElementOfType(Said.class)
              .hasAtLeastOneElementOfType(Members.class)
              .hasAtLeastOneElementOfType(ViewerCount.class);
        });
  }

  @Test
  void theDefaultStreamsCanGoThroughAnSfu() throws IOException {
    try (Sfu sfu = Sfu.builder().announce(InetAddress.getLoopbackAddress()).loops(1).build()) {
      DefaultStreams served = servers -> Streams.sfu(servers, sfu);

      inRooms(
          application.withBean(DefaultStreams.class, () -> served),
          rooms ->
              assertThat(rooms.join("lobby", "ann").next(StreamsState.class).relaysChannels())
                  .isTrue());
    }
  }

  @Test
  void defaultStreamsBesideBeansOfFeaturesAreRefused() {
    application
        .withBean(Feature.Factory.class, () -> Chat::new)
        .withBean(DefaultStreams.class, () -> Streams::mesh)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("DefaultStreams has no effect beside"));
  }

  /** The rooms of an application, in the kit's time and on the test's thread. */
  private static void inRooms(ApplicationContextRunner application, Consumer<TestRooms> test) {
    application.run(
        context -> {
          try (TestRooms rooms = TestRooms.with(context.getBean(RoomsBuilder.class))) {
            test.accept(rooms);
          }
        });
  }
}
