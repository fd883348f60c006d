package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Admitted;
import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.User;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AttributesInRoomTest {

  private record Profile(String avatar) {}

  private static final AttributeKey<String> TENANT = AttributeKey.of("tenant", String.class);
  private static final AttributeKey<String> TITLE = AttributeKey.of("title", String.class);
  private static final AttributeKey<Long> OTHER_TITLE = AttributeKey.of("title", Long.class);
  private static final AttributeKey<Profile> PROFILE = AttributeKey.of("profile", Profile.class);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          Echo.builder()
              .memberInfo(PROFILE, 20)
              .authenticator(
                  handshake ->
                      User.of(handshake.principal())
                          .with(TENANT, "acme")
                          .with(TITLE, "from login")
                          .with(PROFILE, new Profile(handshake.parameter("avatar").orElse(""))))
              .admission(
                  (user, room, role) -> {
                    Admitted admitted = role.defaultGrants().with(TITLE, "from admission");
                    return CompletableFuture.completedStage(
                        user.id().equals("confused")
                            ? Grants.of(Grants.JOIN).with(OTHER_TITLE, 1L)
                            : admitted);
                  }));

  private <T> T in(TestClient client, Function<Client, T> task) {
    return rooms.call("lobby", room -> task.apply(room.hub().client(client.id()).orElseThrow()));
  }

  private <T> Optional<T> attribute(TestClient client, AttributeKey<T> key) {
    return in(client, present -> present.attribute(key));
  }

  @Test
  void aClientHasWhatLoginAndAdmissionFound() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThat(attribute(ann, TENANT)).contains("acme");
    assertThat(attribute(ann, TITLE)).contains("from admission");
    assertThat(attribute(ann, OTHER_TITLE)).isEmpty();
  }

  @Test
  void noEventCarriesAttributes() {
    TestClient ann = rooms.join("lobby", "ann");

    User user = in(ann, Client::user);

    assertThat(user).isEqualTo(User.of("ann"));
    assertThat(ann.member().user()).isEqualTo(User.of("ann"));
  }

  @Test
  void anAttributeIsChangedWhileTheClientIsConnected() {
    TestClient ann = rooms.join("lobby", "ann");

    rooms.execute(
        "lobby", room -> room.hub().client(ann.id()).orElseThrow().setAttribute(TITLE, "speaker"));

    assertThat(attribute(ann, TITLE)).contains("speaker");
    assertThat(rooms.join("lobby", "ann").hello().recovered()).isFalse();
  }

  @Test
  void whatIsShownIsInTheHello() {
    TestClient ann = rooms.arrival("lobby", "ann").parameter("avatar", "a.png").join();

    assertThat(ann.member().info(PROFILE)).contains(new Profile("a.png"));
  }

  @Test
  void whoShowsTooMuchIsNotLetIn() {
    TestClient ann = rooms.arrival("lobby", "ann").parameter("avatar", "x".repeat(15)).join();

    assertThat(ann.closedWith().code()).isEqualTo(CloseReason.FAILED.code());
    assertThat(rooms.arrival("lobby", "bob").parameter("avatar", "x".repeat(14)).join().isOpen())
        .isTrue();
  }

  @Test
  void attributesThatContradictEachOtherKeepOut() {
    assertThat(rooms.join("lobby", "confused").closedWith().code())
        .isEqualTo(CloseReason.FAILED.code());
  }

  @Test
  void whatCannotBeSetChangesNothing() {
    TestClient ann = rooms.arrival("lobby", "ann").parameter("avatar", "a.png").join();

    rooms.execute(
        "lobby",
        room -> {
          Client client = room.hub().client(ann.id()).orElseThrow();
          assertThatThrownBy(() -> client.setAttribute(PROFILE, new Profile("x".repeat(15))))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("profile")
              .hasMessageNotContaining("xxx");
          assertThatThrownBy(() -> client.setAttribute(OTHER_TITLE, 1L))
              .isInstanceOf(IllegalArgumentException.class);
        });

    assertThat(attribute(ann, PROFILE)).contains(new Profile("a.png"));
    assertThat(attribute(ann, TITLE)).contains("from admission");
  }

  @Test
  void attributesAreForTheMailboxToChange() {
    TestClient ann = rooms.join("lobby", "ann");
    Client client = in(ann, Function.identity());

    assertThatThrownBy(() -> client.setAttribute(TITLE, "x"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(client.attribute(TITLE)).contains("from admission");
  }
}
