package dev.mailmoor.server.bulk;

/** How many logins a second each server gets at least during a run; somebody may change it while it runs. */
final class Pace {
    private volatile double loginsPerSecond;

    Pace(double loginsPerSecond) {
        this.loginsPerSecond = loginsPerSecond;
    }

    void heard(double asked) {
        loginsPerSecond = asked;
    }

    /** 0: as usual. */
    double loginsPerSecond() {
        return loginsPerSecond;
    }
}
