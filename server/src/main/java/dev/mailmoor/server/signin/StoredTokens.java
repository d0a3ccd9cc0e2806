package dev.mailmoor.server.signin;

import dev.mailmoor.protocol.Secret;
import dev.mailmoor.server.signin.PostgresGrants.Row;

/** The tokens of a grant as it was when a batch of checks was made ready. */
final class StoredTokens implements Tokens {
    private final Row row;
    private final Access stored;
    private final RenewGrants renewing;

    StoredTokens(Row row, Access stored, RenewGrants renewing) {
        this.row = row;
        this.stored = stored;
        this.renewing = renewing;
    }

    @Override
    public Access now() {
        boolean usable = stored instanceof Access.Usable(Secret token) && !token.isEmpty();
        if (usable && !renewing.isDue(row)) {
            return stored;
        }
        return renewing.orWhatIsLeft(row, renewing.renew(row.key(), row.generation()), stored);
    }

    @Override
    public Access insteadOf(Secret refused) {
        boolean isStored = stored.equals(new Access.Usable(refused));
        return isStored ? renewing.renew(row.key(), row.generation()) : new Access.Usable(refused);
    }
}
