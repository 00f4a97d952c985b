DELETE FROM AddressProof WHERE Url = @Url;
