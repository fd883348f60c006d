package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a description from its first line to its last; for one thread, once. */
final class DescriptionReader {

  private final LineReader reader;
  private final SdpLimits limits;
  private final LineOrder order = new LineOrder();
  private final List<SdpLine> lines = new ArrayList<>();
  private final List<SdpException> malformed = new ArrayList<>();
  private final SdpAttributes.Reader session = new SdpAttributes.Reader(false, malformed);
  private final List<Section> media = new ArrayList<>();
  private @Nullable SessionOrigin origin;

  /** A media section whose attributes are being read. */
  private record Section(int line, MediaLine media, SdpAttributes.Reader attributes) {

    MediaSection finish(SdpAttributes session) {
      return new MediaSection(line, media, attributes.finish(), session);
    }
  }

  DescriptionReader(CharSequence sdp, SdpLimits limits) {
    this.reader = new LineReader(sdp, limits);
    this.limits = limits;
  }

  SessionDescription read() throws SdpException {
    while (reader.next()) {
      order.accept(reader.type(), reader.number());
      SdpLine line = reader.line();
      lines.add(line);
      understand(line, reader.value());
    }
    order.end(lines.size() + 1);
    SessionOrigin read = origin;
    if (read == null) {
      throw new IllegalStateException("The order of lines has an origin before any end");
    }
    SdpAttributes attributes = session.finish();
    List<MediaSection> sections = new ArrayList<>();
    for (Section section : media) {
      sections.add(section.finish(attributes));
    }
    return new SessionDescription(lines, read, attributes, sections, malformed);
  }

  private void understand(SdpLine line, Cursor value) throws SdpException {
    switch (line.type()) {
      case 'o' -> origin = SessionOrigin.read(value);
      case 'm' -> begin(line, MediaLine.read(value));
      case 'a' -> {
        SdpAttributes.Reader section =
            media.isEmpty() ? session : media.get(media.size() - 1).attributes();
        section.read(value, line.value());
      }
      default -> LineGrammar.check(line.type(), value);
    }
  }

  private void begin(SdpLine line, MediaLine read) throws SdpException {
    if (media.size() == limits.mediaSections()) {
      throw new SdpException(
          line.number(), "more than " + limits.mediaSections() + " media sections");
    }
    media.add(new Section(line.number(), read, new SdpAttributes.Reader(true, malformed)));
  }
}
