package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.TestRooms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamIdsTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  @Test
  void aStreamIdLeadsToItsRoom() {
    Room lobby = rooms.room("lobby");
    rooms.room("attic");

    assertThat(lobby.streamId()).matches("[A-Za-z0-9_-]{32}");
    assertThat(rooms.rooms().findByStream(lobby.streamId())).containsSame(lobby);
  }

  @Test
  void itIsTheSameWhereverTheSecretIsTheSame() {
    Room here = rooms.room("lobby");
    try (TestRooms elsewhere = TestRooms.with(Echo.builder()).seeded(99)) {
      assertThat(elsewhere.rooms().findByStream(here.streamId())).isEmpty();

      Room there = elsewhere.room("lobby");

      assertThat(there.streamId()).isEqualTo(here.streamId());
      assertThat(elsewhere.rooms().findByStream(here.streamId())).containsSame(there);
    }
  }

  @Test
  void withAnotherSecretItLeadsNowhere() {
    Room here = rooms.room("lobby");
    try (TestRooms elsewhere = TestRooms.with(Echo.builder().secret("a different secret"))) {
      assertThat(elsewhere.room("lobby").streamId()).isNotEqualTo(here.streamId());
      assertThat(elsewhere.rooms().findByStream(here.streamId())).isEmpty();
    }
  }

  @Test
  void withoutASecretItDiesWithTheProcess() {
    UUID id = UUID.randomUUID();
    Set<String> streamIds = new HashSet<>();
    for (int process = 0; process < 2; process++) {
      try (Rooms real = RtcRooms.builder().build()) {
        streamIds.add(real.getOrCreate(id).streamId());
      }
    }

    assertThat(streamIds).hasSize(2);
  }

  @Test
  void noTamperedIdIsOpened() {
    String id = rooms.room("lobby").streamId();
    List<String> opened = new ArrayList<>();
    for (int at = 0; at < id.length(); at++) {
      for (int n = 0; n < ALPHABET.length(); n++) {
        String tampered = id.substring(0, at) + ALPHABET.charAt(n) + id.substring(at + 1);
        if (!tampered.equals(id) && rooms.rooms().findByStream(tampered).isPresent()) {
          opened.add(tampered);
        }
      }
    }

    assertThat(opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "????????????????????????????????",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoStreamIdLeadsNowhere(String malformed) {
    rooms.room("lobby");

    assertThat(rooms.rooms().findByStream(malformed)).isEmpty();
    assertThat(rooms.rooms().findByStream(rooms.room("lobby").streamId() + malformed + "x"))
        .isEmpty();
  }

  @Test
  void aRoomsOwnIdIsNoStreamId() {
    Room lobby = rooms.room("lobby");

    assertThat(rooms.rooms().findByStream(lobby.id().toString())).isEmpty();
    assertThat(rooms.arrival("lobby", "ann").key(lobby.streamId()).join().isOpen()).isFalse();
    assertThat(rooms.arrival("lobby", "ann").key(lobby.id().toString()).watch().isOpen()).isFalse();
  }
}
