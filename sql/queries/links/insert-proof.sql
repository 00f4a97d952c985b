INSERT INTO AddressProof (Url, TriedAt, ProvenAt, Fault) VALUES (@Url, @TriedAt, @ProvenAt, @Fault);
