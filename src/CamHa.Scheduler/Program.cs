Console.WriteLine("camha");
