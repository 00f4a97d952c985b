SELECT Url, TriedAt, ProvenAt, Fault FROM AddressProof WHERE Url = @Url;
