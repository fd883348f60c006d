package dev.rtcrooms.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.browser.Browsers;
import dev.rtcrooms.examples.quickstart.Options;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.examples.quickstart.QuickstartServer;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.signaling.Streams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page is whole and accessible at each size and in each colour scheme. */
class ScreenshotsTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  private QuickstartServer server;
  private Looks looks;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("dev.rtcrooms.quickstart.Looks#chosen")
  void everyPageFits(int width, int height, ColorScheme scheme) throws Exception {
    looks = new Looks(width, height, scheme);
    Options options = Options.defaults().withPort(0);
    Rooms rooms = Quickstart.rooms(options).build();
    server = QuickstartServer.start(options, () -> rooms);

    Visitor ann = visitor();
    ann.page().navigate(server.url());
    keep(ann, "welcome");
    String roomLink = ann.createRoom(server.url(), "Ann");
    ann.page().getByText("Nobody is streaming yet").waitFor();
    keep(ann, "room-alone");
    Visitor eve = visitor().watch(ann.streamLink());
    eve.page().getByText("Nobody is streaming yet").waitFor();
    keep(eve, "watch-nobody");

    Visitor bob = visitor();
    bob.page().navigate(roomLink);
    bob.button("Join").waitFor();
    keep(bob, "name");
    bob.press("Camera");
    bob.page().waitForFunction("() => document.getElementById('preview').videoWidth > 0");
    keep(bob, "name-preview");
    bob.press("Camera");
    bob.join(roomLink, "Bob");
    talkAndStream(ann, bob, eve);

    ann.page().context().setOffline(true);
    ann.page().locator("#trouble").waitFor();
    ann.awaitState("reconnecting");
    keep(ann, "room-offline");
    ann.page().context().setOffline(false);
    ann.awaitConnected();

    rooms.all().iterator().next().close(CloseReason.ROOM_CLOSED);
    ann.page().getByText("The room was closed").waitFor();
    keep(ann, "room-closed");
    bob.page().navigate(server.url() + "room/nonsense");
    keep(bob, "problem");
    looks.assertNothingIsWrong();
  }

  @ParameterizedTest
  @CsvSource({"360, 640, LIGHT", "1280, 800, DARK"})
  void twentyFivePicturesFit(int width, int height, ColorScheme scheme) throws Exception {
    looks = new Looks(width, height, scheme);
    try (Sfu sfu = Sfu.builder().build()) {
      Rooms rooms =
          RtcRooms.builder()
              .limits(Limits.builder().forLoadTests().build())
              .feature(Presence::new)
              .feature(Viewers::new)
              .feature(Chat::new)
              .feature(Streams.sfu(IceServers.none(), sfu))
              .build();
      server = QuickstartServer.start(Options.defaults().withPort(0), () -> rooms);
      Visitor ann = visitor();
      String roomLink = ann.createRoom(server.url(), "Ann");
      ann.startCamera();
      Crowd.enter(browsers, roomLink, 24);
      assertThat(ann.page().locator(".tile")).hasCount(25);
      keep(ann, "crowd");
      ann.press("Speaker view");
      assertThat(ann.page().locator(".tile.large")).hasCount(1);
      keep(ann, "crowd-speaker");
      server.close();
    }
    looks.assertNothingIsWrong();
  }

  private void talkAndStream(Visitor ann, Visitor bob, Visitor eve) {
    bob.say("Hello Ann, can you see me?");
    ann.awaitMessage("Hello Ann");
    ann.say("Not yet. One moment…");
    keep(ann, "room-chat");
    if (!looks.isWide()) {
      ann.page().locator("#sheet").click();
      bob.page().locator("#sheet").click();
    }
    bob.startCamera();
    bob.press("Microphone");
    ann.startCamera();
    ann.awaitVideos(1);
    bob.awaitVideos(1);
    eve.awaitVideos(2);
    ann.otherTile().locator(".bars[data-level]").waitFor();
    keep(ann, "room");
    keep(eve, "watch");
    if (looks.isWide()) {
      eve.page().locator(".tile .pin").first().click();
      assertThat(eve.page().locator(".tile.large .pin[aria-pressed=true]")).hasCount(1);
      keep(eve, "watch-pinned");
    }
    ann.press("Devices");
    ann.button("Done").waitFor();
    keep(ann, "devices");
    ann.press("Done");
    bob.press("Camera");
    bob.press("Microphone");
    ann.otherTile().locator(".tile-muted").waitFor();
    ann.page().locator(".tile[data-state=sound]").waitFor();
    keep(ann, "room-sound-only");
    keep(bob, "room-camera-off");
    for (String tab : new String[] {"people", "links"}) {
      ann.page().locator("#tab-" + tab).click();
      keep(ann, "room-" + tab);
    }
  }

  private Visitor visitor() {
    return Visitor.with(browsers, looks.options());
  }

  private void keep(Visitor visitor, String name) {
    looks.look(visitor.page(), name);
  }
}
