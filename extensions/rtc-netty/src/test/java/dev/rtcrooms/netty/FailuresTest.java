package dev.rtcrooms.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {
  private static final String NAME = FailuresTest.class.getName();

  private final Logger logger = Logger.getLogger(NAME);
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.ALL);
    logger.addHandler(listening);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(listening);
  }

  private LogRecord logged(Throwable failure) {
    Failures.log(LoggerFactory.getLogger(NAME), failure);
    return records.get(0);
  }

  /** Its message is the hexadecimal form of the request that came in place of TLS. */
  @Test
  void whatAClientSentInPlaceOfTlsIsNotLogged() {
    LogRecord record =
        logged(new DecoderException(new NotSslRecordException("not an SSL/TLS record: 474554")));

    assertThat(record.getLevel()).isEqualTo(Level.FINE);
    assertThat(record.getMessage()).contains("NotSslRecordException").doesNotContain("474554");
    assertThat(record.getThrown()).isNull();
  }

  @Test
  void aBrokenConnectionIsNoWarning() {
    assertThat(logged(new IOException("reset")).getLevel()).isEqualTo(Level.FINE);
  }

  @Test
  void aMistakeInTheServerIsLoggedWhole() {
    IllegalStateException mistake = new IllegalStateException("a mistake");

    assertThat(logged(new DecoderException(mistake)).getThrown()).isSameAs(mistake);
  }
}
