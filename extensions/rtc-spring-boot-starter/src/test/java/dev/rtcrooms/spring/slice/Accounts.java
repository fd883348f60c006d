package dev.rtcrooms.spring.slice;

import javax.sql.DataSource;
import org.springframework.stereotype.Service;

/** Needs what no context of these tests has. */
@Service
class Accounts {

  Accounts(DataSource database) {}
}
