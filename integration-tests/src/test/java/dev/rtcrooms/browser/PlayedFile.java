package dev.rtcrooms.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a browser did with a recorded file, which it played to its end without an error.
 *
 * @param duration in seconds, as the browser says when it begins
 * @param end where it has ended, in seconds
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param frames that it has decoded or dropped
 * @param sound how many bytes of sound it has decoded
 */
public record PlayedFile(
    double duration, double end, int width, int height, int frames, int sound) {

  private static final String SITE = "http://player.example/";

  private static final String PLAY =
      """
      async () => {
        const video = document.createElement('video');
        video.muted = true;
        video.src = URL.createObjectURL(await (await fetch('/recording')).blob());
        document.body.replaceChildren(video);
        await video.play();
        const { duration } = video;
        await new Promise((resolve, reject) => {
          video.onended = resolve;
          video.onerror = () => reject(new Error(video.error.message));
        });
        return {
          duration,
          end: video.currentTime,
          width: video.videoWidth,
          height: video.videoHeight,
          frames: video.getVideoPlaybackQuality().totalVideoFrames,
          sound: video.webkitAudioDecodedByteCount,
        };
      }
      """;

  /**
   * Plays a file, which takes as long as it is.
   *
   * @param page one of Chromium, which leaves what it shows
   * @param file what is played
   */
  @SuppressWarnings("unchecked")
  public static PlayedFile in(Page page, Path file) {
    page.route(
        SITE,
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<!doctype html>")));
    page.route(
        SITE + "recording", route -> route.fulfill(new Route.FulfillOptions().setPath(file)));
    page.navigate(SITE);
    Map<String, Object> played = (Map<String, Object>) page.evaluate(PLAY);
    return new PlayedFile(
        number(played, "duration").doubleValue(),
        number(played, "end").doubleValue(),
        number(played, "width").intValue(),
        number(played, "height").intValue(),
        number(played, "frames").intValue(),
        number(played, "sound").intValue());
  }

  private static Number number(Map<String, Object> played, String name) {
    return (Number) played.get(name);
  }
}
