package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code devices.js} with the fake devices of a browser. */
class DevicesTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private static final String PREPARE =
      """
      import('/rtc-rooms/devices.js').then(async ({ Devices }) => {
        devices = new Devices();
        another = new Devices();
        changes = 0;
        lost = [];
        devices.addEventListener('change', () => changes++);
        devices.addEventListener('lost', ({ detail }) => lost.push(detail));
        ids = async (kind) => (await devices.list(kind)).map(({ deviceId }) => deviceId);
        [cameras, microphones, speakers] =
          await Promise.all(['videoinput', 'audioinput', 'audiooutput'].map(ids));
        open = async () => {
          stream = await devices.open({ audio: true, video: { width: { ideal: 320 } } });
          [camera] = stream.getVideoTracks();
          return [...stream.getAudioTracks(), camera].map((track) => track.getSettings().deviceId);
        };
        routed = async (id) => {
          devices.choose('audiooutput', id);
          sound = new Audio();
          await devices.routeSound(sound);
          return sound.sinkId;
        };
        end = () => camera.dispatchEvent(new Event('ended'));
      })""";

  private RoomPage page;

  @Test
  void thePageUsesWhatTheUserHasChosenAndAnotherDeviceInPlaceOfOneThatIsGone() {
    page = RoomPage.open(browsers.page(), server.site());
    page.run(PREPARE);
    is("cameras.length > 2 && microphones.length > 1 && speakers.length > 1");
    is("devices.chosen('videoinput') === undefined");

    page.act("devices.choose('videoinput', cameras[2])");
    is("another.chosen('videoinput') === cameras[2]");
    page.act("devices.choose('audioinput', microphones[1])");
    is("open().then((open) => open[0] === microphones[1] && open[1] === cameras[2])");
    is("camera.getSettings().width === 320");
    is("changes === 1");

    page.act("end()");
    page.until("lost.length === 1");
    is("lost[0].kind === 'videoinput' && lost[0].track === camera && !lost[0].unplugged");
    page.act(
        """
        const { mediaDevices } = navigator;
        const list = mediaDevices.enumerateDevices.bind(mediaDevices);
        mediaDevices.enumerateDevices = async () =>
          (await list()).filter(({ deviceId }) => deviceId !== cameras[2]);
        mediaDevices.dispatchEvent(new Event('devicechange'));
        end()""");
    is("changes === 2");
    page.until("lost.length === 2");
    is("lost[1].unplugged");

    page.act("devices.choose('videoinput', 'gone')");
    is("open().then((open) => open[0] === microphones[1] && cameras.includes(open[1]))");

    is("routed(speakers[1]).then((id) => id === speakers[1])");
    is("routed('gone').then((id) => id === '')");
    is("routed().then((id) => id === '')");
    is("devices.list('camera').then(() => false, (error) => error instanceof TypeError)");
  }

  private void is(String expression) {
    assertThat(page.run(expression)).as(expression).isEqualTo(true);
  }
}
